"""Picture files become pictures that every edition can show, and bad ones errors that say why.

``darkroom`` takes the orders, ``formats`` says what a file is, ``rasters`` and ``drawings`` make
pictures of pixels and of lines fit, ``profiles`` sees to their colours and ``stripping`` to what
nobody else is to know.
"""
