"""Pictures made in a test, with all that cameras, telephones and editors write into them."""

import io
import struct
import zlib
from collections.abc import Sequence

from PIL import Image, ImageCms, PngImagePlugin, TiffImagePlugin

# What must not leave the house: in GPS, in EXIF, in XMP, in IPTC, in comments and in what follows.
GPS_TEXT = "51.5034N-here-we-met"
CAMERA = "SecretCamera 9000"
XMP_TEXT = "xmp-secret-author"
IPTC_TEXT = "iptc-secret-place"
COMMENT = "comment-secret-name"
TRAILER = "trailing-secret-film"
SECRETS = (GPS_TEXT, CAMERA, XMP_TEXT, IPTC_TEXT, COMMENT, TRAILER)
XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{XMP_TEXT}</a></x:xmpmeta>'.encode()


def photograph(size: tuple[int, int] = (120, 90), mode: str = "RGB") -> Image.Image:
    """Return a picture of many colours, light above on the left."""
    width, height = size
    bands = [Image.linear_gradient("L").rotate(angle).resize(size) for angle in (180, 90, 0)]
    noise = Image.frombytes("L", (64, 64), bytes((x * 73 + x * x // 7) % 256 for x in range(4096)))
    bands = [Image.blend(band, noise.resize(size), 0.2) for band in bands]
    image = Image.merge("RGB", bands)
    image.paste((250, 250, 250), (0, 0, width // 3, height // 3))
    return image.convert(mode)


def half_clear() -> Image.Image:
    """Return a picture whose left half is clear."""
    image = photograph(mode="RGBA")
    image.paste((0, 0, 0, 0), (0, 0, image.width // 2, image.height))
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """Return an EXIF block that says where, when and with what."""
    made = Image.Exif()
    made[0x0112], made[0x010F], made[0x0110] = orientation, "Secret", CAMERA
    made.get_ifd(0x8825)[29] = GPS_TEXT
    made.get_ifd(0x8825)[1] = "N"
    made.get_ifd(0x8769)[0x9003] = "2024:05:31 12:00:00"
    return made


def jpeg(
    image: Image.Image | None = None,
    *,
    orientation: int = 1,
    quality: int = 85,
    profile: bytes = b"",
) -> bytes:
    """Return a JPEG with EXIF, XMP, IPTC, a comment, a thumbnail of JFIF and a film behind it."""
    image = image or photograph()
    buffer = io.BytesIO()
    image.save(
        buffer,
        "JPEG",
        quality=quality,
        exif=exif(orientation),
        icc_profile=profile or None,
        comment=COMMENT.encode(),
        xmp=XMP,
        dpi=(300, 300),
    )
    data = buffer.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + IPTC_TEXT.encode()
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return data[:2] + segment + data[2:] + f"ftypmp42{TRAILER}".encode()


def png(image: Image.Image | None = None, **options: object) -> bytes:
    """Return a PNG with text chunks, XMP, EXIF, its time, and something behind its end."""
    image = image or photograph()
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", COMMENT)
    info.add_text("Place", IPTC_TEXT, zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode())
    info.add(b"tIME", struct.pack(">HBBBBB", 2024, 5, 31, 12, 0, 0))
    buffer = io.BytesIO()
    image.save(buffer, "PNG", pnginfo=info, exif=exif(), dpi=(300, 300), **options)
    return buffer.getvalue() + TRAILER.encode()


def tiff(image: Image.Image | None = None) -> bytes:
    """Return a TIFF with its tags, EXIF and XMP."""
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[270], info[271], info[315] = COMMENT, CAMERA, IPTC_TEXT
    buffer = io.BytesIO()
    (image or photograph()).save(buffer, "TIFF", tiffinfo=info)
    return buffer.getvalue()


def coded(form: str, image: Image.Image | None = None, **options: object) -> bytes:
    """Return a picture of another format, with EXIF where it can hold it."""
    buffer = io.BytesIO()
    image = image or photograph()
    if form in ("WEBP", "AVIF", "HEIF"):
        options["exif"] = exif()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def animation(form: str) -> bytes:
    """Return an animation of two frames, the first light and the second dark."""
    first, second = Image.new("L", (40, 30), 230), Image.new("L", (40, 30), 20)
    buffer = io.BytesIO()
    frames: Sequence[Image.Image] = [second.convert("RGB")]
    first.convert("RGB").save(buffer, form, save_all=True, append_images=frames, duration=100)
    return buffer.getvalue()


def bomb() -> bytes:
    """Return a PNG of a few bytes whose head says that it is 60,000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\x00" * 100)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    )


def wide_profile() -> bytes:
    """Return an ICC profile of a wide gamut: the primaries of Display P3, the curve of 2.2."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack_from(">I", srgb, 128)[0]
    p3 = {b"rXYZ": (0.51512, 0.24120, -0.00105), b"gXYZ": (0.29198, 0.69225, 0.04189)}
    p3[b"bXYZ"] = (0.15710, 0.06657, 0.78407)
    for number in range(count):
        name, offset, _ = struct.unpack_from(">4sII", srgb, 132 + 12 * number)
        if name in p3:
            struct.pack_into(">3i", srgb, offset + 8, *(round(x * 65536) for x in p3[name]))
    return bytes(srgb)


def srgb_profile() -> bytes:
    """Return the ICC profile of sRGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)


def svg(content: str = '<rect width="40" height="30" fill="#c33"/>', attributes: str = "") -> bytes:
    """Return a drawing."""
    return SVG.format(attributes or 'width="80" height="60" viewBox="0 0 80 60"', content).encode()
