#!/usr/bin/env python3
"""Verifies an evidence pack with Python's standard library alone (3.8 or newer): python3 verify.py [FOLDER]

Prints VERIFIED and ends with 0, or the first mismatch by sheet and row (1 is the header) and ends with 2.
The rules are written down in VERIFY.md and on the workbook's sheet 24.
"""
import csv
import hashlib
import io
import json
import os
import re
import sys
import zipfile
import zlib
from decimal import Decimal, InvalidOperation
from xml.parsers import expat

FORMAT = "governance-dashboard/evidence-pack/1"
MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
MAX_PART, MAX_SMALL_PART, MAX_TAG = 4 << 30, 16 << 20, 1 << 20
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 1048576, 16384, 32767 * 7
MAX_SHARED, MAX_SHARED_CHARACTERS, MAX_PARTS, MAX_RECORD = 20000000, 512 << 20, 10000, 4 << 20
MAX_EXACT = 1 << 53
COVER, VALUE_COLUMN = "00", 2
REMOVED = "The row is missing: the row after it stands in its place."
CHANGED = "The row differs from the one that was exported."
CHANGED_HEADER = "The header differs from the one that was exported."
ADDED = "The row is not part of the pack."
NOT_EXPORTED = "The file is not the one that was exported."


class Mismatch(Exception):
    def __init__(self, place, row, reason):
        super().__init__(reason)
        self.place, self.row, self.reason = place, row, reason


class Unreadable(Exception):
    """The workbook cannot be read on."""


def sha256_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


class Tree:
    """RFC 6962, 2.1: leaf = SHA-256(00, data), node = SHA-256(01, left, right)."""

    def __init__(self):
        self.complete, self.leaves = [], 0

    def add(self, data):
        self.leaves += 1
        subtree, height = hashlib.sha256(b"\x00" + data).digest(), 0
        while self.complete and self.complete[-1][1] == height:
            subtree, height = hashlib.sha256(b"\x01" + self.complete.pop()[0] + subtree).digest(), height + 1
        self.complete.append((subtree, height))

    def root(self):
        if not self.complete:
            return hashlib.sha256(b"").hexdigest()
        root = self.complete[-1][0]
        for left, _ in reversed(self.complete[:-1]):
            root = hashlib.sha256(b"\x01" + left + root).digest()
        return root.hex()


def content_root(sheets):
    tree = Tree()
    for sheet in sorted((sheet for sheet in sheets if sheet["in_content_root"]), key=lambda sheet: sheet["number"]):
        tree.add("{}\t{}\t{}\n".format(sheet["name"], sheet["hashed_rows"], sheet["root"]).encode())
        for file in sheet["overflow"]:
            tree.add("{}\t{}\t{}\n".format(file["file"], file["hashed_rows"], file["root"]).encode())
    return tree.root()


def row_hashes(path):
    """The lines of a hash file, then None; stops where it stops being one."""
    with open(path, "rb") as file:
        while True:
            line = file.read(65)
            if not re.fullmatch(rb"[0-9a-f]{64}\n", line):
                break
            yield line[:64].decode()
    while True:
        yield None


def canonical(fields):
    """One canonical row: RFC 4180 quotes only where needed, \\N for a blank cell."""
    row = []
    for field in fields:
        text = "\\N" if field is None else field
        row.append('"' + text.replace('"', '""') + '"' if re.search('[,"\r\n]', text) else text)
    # A lone surrogate cannot stand in UTF-8; every pack holds U+FFFD in its place.
    return ",".join(row).encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def canonical_number(text):
    if not re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", text.strip(" \t\r\n")):
        return text
    number = float(text)
    if number in (float("inf"), float("-inf")):
        return text
    return str(int(number)) if number.is_integer() and abs(number) <= MAX_EXACT else repr(number)


class Cell:
    __slots__ = ("kind", "value", "formula")

    def __init__(self, kind, value, formula):
        self.kind, self.value, self.formula = kind, value, formula

    def field(self):
        return self.value if self.formula is None else "={} -> {}".format(self.formula, self.value or "")

    def number(self):
        try:
            return Decimal(self.value) if self.kind == "number" else Decimal(0)
        except InvalidOperation:
            return Decimal(0)


BLANK = Cell("blank", None, None)


def text_cell(text, formula):
    return BLANK if not text and formula is None else Cell("text", text or "", formula)


def from_xml(text):
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match.group(1), 16)), text) if "_x" in text else text


def parsed(stream, start, end, text):
    """Feeds a part to handlers block by block, so that rows can be taken in between; yields after each block."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text, parser.buffer_size = True, 1 << 16
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text

    def doctype(*_):
        raise Unreadable("a part of the workbook declares a document type")

    parser.StartDoctypeDeclHandler = doctype
    total = since_tag = 0
    while True:
        block = stream.read(1 << 16)
        total += len(block)
        tag = block.rfind(b"<")
        since_tag = len(block) - tag if tag >= 0 else since_tag + len(block)
        if total > MAX_PART or since_tag > MAX_TAG:
            raise Unreadable("a part of the workbook unpacks to more than any pack needs")
        parser.Parse(block, not block)
        yield
        if not block:
            return


def local(name):
    space, _, tag = name.rpartition(" ")
    return space, tag


class SheetRows:
    """Reads the rows of a worksheet part; strict, so that nobody is shown something else than we read."""

    CHILDREN = {
        "sheetData": ("row",),
        "row": ("c", "extLst"),
        "c": ("f", "v", "is", "extLst"),
        "is": ("t", "r", "rPh", "phoneticPr"),
        "si": ("t", "r", "rPh", "phoneticPr"),
        "r": ("rPr", "t"),
        "f": (),
        "v": (),
        "t": (),
    }

    def __init__(self, columns, shared, on_string=None):
        self.columns, self.shared, self.on_string = columns, shared, on_string
        self.path, self.skip, self.rows = [], 0, []
        self.last_row, self.last_column, self.has_data = 0, -1, False
        self.cells, self.has_more, self.parts, self.type = None, False, {}, "n"

    def start(self, name, attributes):
        if self.skip:
            self.skip += 1
            return
        space, tag = local(name)
        if not self.path:
            if tag in ("row", "c") or (tag == "sheetData" and (space not in MAIN or self.has_data)):
                raise Unreadable("the sheet's cells are not where they belong")
            if tag == "sheetData" and self.on_string is None:
                self.has_data = True
                self.path.append(tag)
            elif tag == "si" and self.on_string is not None:
                self.path.append(tag)
                self.parts = {}
            return
        if space not in MAIN or tag not in self.CHILDREN[self.path[-1]]:
            raise Unreadable("unexpected element '{}' among the cells".format(tag))
        if tag in ("extLst", "rPr", "rPh", "phoneticPr"):
            self.skip = 1
            return
        self.path.append(tag)
        if tag == "row":
            self.start_row(attributes.get("r"))
        elif tag == "c":
            self.start_cell(attributes)
        elif tag in ("f", "v", "is"):
            self.parts[tag] = []

    def start_row(self, text):
        number = self.last_row + 1 if text is None else int(text) if re.fullmatch("[0-9]{1,9}", text) else 0
        if not self.last_row < number <= MAX_ROWS:
            raise Unreadable("the sheet's rows are out of order")
        for blank in range(self.last_row + 1, number):
            self.rows.append((blank, [BLANK] * self.columns, False))
        self.last_row, self.last_column = number, -1
        self.cells, self.has_more = [BLANK] * self.columns, False

    def start_cell(self, attributes):
        reference = attributes.get("r")
        column = self.last_column + 1
        if reference is not None:
            match = re.fullmatch("([A-Z]{1,3})([0-9]+)", reference)
            column = -1
            if match and int(match.group(2)) == self.last_row:
                for letter in match.group(1):
                    column = (column + 1) * 26 + ord(letter) - ord("A")
        if not self.last_column < column < MAX_COLUMNS:
            raise Unreadable("the cell {} is out of place".format(reference))
        self.last_column, self.type, self.parts = column, attributes.get("t", "n"), {}

    def text(self, data):
        if self.skip or not self.path:
            return
        into = {"f": "f", "v": "v", "t": "is"}.get(self.path[-1])
        if into is None:
            if data.strip():
                raise Unreadable("unexpected text among the cells")
            return
        held = self.parts.setdefault(into, [])
        held.append(data)
        if len(held) > 64:
            held[:] = ["".join(held)]
        if sum(map(len, held)) > MAX_CELL:
            raise Unreadable("a cell holds too much text")

    def end(self, _):
        if self.skip:
            self.skip -= 1
            return
        if not self.path:
            return
        tag = self.path.pop()
        if tag == "c":
            self.end_cell()
        elif tag == "row":
            self.rows.append((self.last_row, self.cells, self.has_more))
        elif tag == "si":
            self.on_string(from_xml("".join(self.parts.get("is", []))))

    def end_cell(self):
        parts = {name: "".join(held) for name, held in self.parts.items()}
        formula, value, kind = parts.get("f"), parts.get("v"), self.type
        if kind == "s" and value is not None:
            shared = self.shared()
            if not re.fullmatch("[0-9]{1,9}", value) or int(value) >= len(shared):
                raise Unreadable("a cell names a shared text that is not there")
            cell = text_cell(shared[int(value)], formula)
        elif kind == "inlineStr":
            cell = text_cell(from_xml(parts["is"]) if "is" in parts else None, formula)
        elif kind == "str":
            cell = text_cell(None if value is None else from_xml(value), formula)
        elif kind == "n" and value:
            cell = Cell("number", canonical_number(value), formula)
        elif kind in ("n", "s") or value is None:
            cell = text_cell(None, formula)
        else:
            cell = Cell("other", "#{}:{}".format(kind, value), formula)
        if self.last_column < self.columns:
            self.cells[self.last_column] = cell
        else:
            self.has_more = self.has_more or cell.kind != "blank"


class Workbook:
    def __init__(self, path):
        self.zip = zipfile.ZipFile(path)
        names = self.zip.namelist()
        if len(names) > MAX_PARTS:
            raise Unreadable("the workbook has too many parts")
        if len({name.lower() for name in names}) != len(names):
            raise Unreadable("the workbook holds a part twice")
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise Unreadable("the workbook holds macros")
        if any("externallinks/" in name.lower() for name in names):
            raise Unreadable("the workbook links to another file")
        book = next((target for _, kind, target in self.relations("_rels/.rels", "") if kind == "officeDocument"), None)
        if not book:
            raise Unreadable("the file is no workbook")
        folder = book[: book.rfind("/") + 1]
        relations = self.relations(folder + "_rels/" + book[len(folder) :] + ".rels", folder)
        self.strings_part = next((target for _, kind, target in relations if kind == "sharedStrings"), None)
        self.strings, self.sheets = None, {}
        for space, tag, attributes in self.elements(book):
            if tag == "sheet" and space in MAIN:
                name = attributes.get("name", "")
                key = next((value for key, value in attributes.items() if key.endswith(" id")), None)
                part = next((target for identifier, _, target in relations if identifier == key), None)
                if part is None or name in self.sheets:
                    raise Unreadable("the workbook names its sheet '{}' wrongly".format(name))
                self.sheets[name] = part

    def part(self, name):
        try:
            return self.zip.open(name)
        except KeyError:
            raise Unreadable("the workbook's part {} is missing".format(name))

    def elements(self, name):
        found = []
        with self.part(name) as stream:
            if self.zip.getinfo(name).file_size > MAX_SMALL_PART:
                raise Unreadable("the workbook's part {} is too large".format(name))
            for _ in parsed(stream, lambda tag, attributes: found.append(local(tag) + (attributes,)), None, None):
                pass
        return found

    def relations(self, name, folder):
        found = []
        for _, tag, attributes in self.elements(name):
            if tag == "Relationship":
                target = attributes.get("Target", "")
                target = target[1:] if target.startswith("/") else folder + target
                found.append((attributes.get("Id"), attributes.get("Type", "").rpartition("/")[2], target))
        return found

    def shared(self):
        if self.strings is None:
            self.strings = []
            held = [0]

            def add(text):
                held[0] += len(text)
                if len(self.strings) >= MAX_SHARED or held[0] > MAX_SHARED_CHARACTERS:
                    raise Unreadable("the workbook's shared texts are too many")
                self.strings.append(text)

            if self.strings_part is not None:
                reader = SheetRows(0, None, add)
                with self.part(self.strings_part) as stream:
                    for _ in parsed(stream, reader.start, reader.end, reader.text):
                        pass
        return self.strings

    def rows(self, sheet, columns):
        reader = SheetRows(columns, self.shared)
        with self.part(self.sheets[sheet]) as stream:
            for _ in parsed(stream, reader.start, reader.end, reader.text):
                ready, reader.rows = reader.rows, []
                yield from ready
        if not reader.has_data:
            raise Unreadable("the sheet has no cells")


def column_letters(index):
    return (column_letters(index // 26 - 1) if index >= 26 else "") + chr(ord("A") + index % 26)


def records(path):
    """The records of a CSV as bytes: one ends at a line feed outside quotes."""
    with open(path, "rb") as file:
        record, quotes = b"", 0
        for line in iter(lambda: file.readline(MAX_RECORD), b""):
            record += line
            quotes += line.count(b'"')
            if (quotes % 2 == 0 and line.endswith(b"\n")) or len(record) > MAX_RECORD:
                yield record[:-1] if record.endswith(b"\n") else record
                record, quotes = b"", 0
        if record:
            yield record


class Verification:
    def __init__(self, folder):
        self.folder, self.place, self.row = folder, "", None
        self.sums, self.cover = {}, []

    def full(self, file):
        return os.path.join(self.folder, *file.split("/"))

    def run(self):
        try:
            with open(self.full("manifest.json"), "rb") as file:
                data = file.read(64 << 20)
        except OSError:
            raise Mismatch("manifest.json", None, "The folder holds no manifest.json of an evidence pack.")
        try:
            with open(self.full("manifest.sha256"), "rb") as file:
                stated = file.read(64).decode("ascii", "replace")
        except OSError:
            raise Mismatch("manifest.sha256", None, "The file is missing.")
        if stated != hashlib.sha256(data).hexdigest():
            raise Mismatch("manifest.json", None, "The file is not the one whose hash stands in manifest.sha256.")
        try:
            self.manifest = json.loads(data.decode(), parse_float=Decimal)
            self.check_shape()
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Mismatch("manifest.json", None, "The file is no manifest of a pack: {}".format(error))
        self.check_files()
        self.check_row_hashes()
        try:
            self.check_workbook()
        except (Unreadable, expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
            raise Mismatch(self.place, self.row, "The file cannot be read on: {}".format(error))
        self.check_totals()
        return self.manifest["content_root"], self.notes()

    def files(self):
        manifest = self.manifest
        found = [manifest["workbook"]["file"]]
        for sheet in manifest["sheets"]:
            found.append(sheet["row_hashes"])
            for overflow in sheet["overflow"]:
                found += [overflow["file"], overflow["row_hashes"]]
        return found + [file["file"] for file in manifest["files"]]

    def check_shape(self):
        def require(holds, otherwise):
            if not holds:
                raise ValueError(otherwise)

        manifest = self.manifest
        require(manifest["format"] == FORMAT, "unknown format")
        files, sheets = self.files(), manifest["sheets"]
        require(all(re.fullmatch(r"(rows/)?[A-Za-z0-9_-][A-Za-z0-9._-]*", file) for file in files), "names a file outside the pack")
        require(len({file.lower() for file in files}) == len(files), "names a file twice")
        require(len({sheet["number"] for sheet in sheets}) == len(sheets), "names a sheet twice")
        require(len({sheet["name"] for sheet in sheets}) == len(sheets), "names a sheet twice")
        self.by_number = {sheet["number"]: sheet for sheet in sheets}
        require(COVER in self.by_number, "has no cover")
        for sheet in sheets:
            overflow = sheet["overflow"]
            require(0 < len(sheet["columns"]) < 1000, "describes a sheet wrongly")
            require(1 <= sheet["hashed_rows"] <= MAX_ROWS, "counts rows wrongly")
            require(sheet["in_content_root"] == ("01" <= sheet["number"] <= "24"), "leaves a sheet out of the root")
            extra = sum(file["rows"] for file in overflow)
            require(sheet["rows"] == sheet["hashed_rows"] - 1 - len(overflow) + extra, "counts rows wrongly")
            for file in overflow:
                require(file["hashed_rows"] == file["rows"] + 1, "describes an overflow wrongly")
                require(1 < file["subtotal_row"] <= sheet["hashed_rows"], "describes an overflow wrongly")
        for total in manifest["totals"]:
            require(1 < total["cover_row"] <= self.by_number[COVER]["hashed_rows"], "describes its totals wrongly")
            titles = [column["title"] for column in self.by_number[total["sheet"]]["columns"]]
            require(total["column"] in titles, "describes its totals wrongly")

    def check_files(self):
        for file in self.files():
            if not os.path.isfile(self.full(file)):
                raise Mismatch(file, None, "The file is missing.")
        for file in self.manifest["files"]:
            if sha256_of(self.full(file["file"])) != file["sha256"]:
                raise Mismatch(file["file"], None, NOT_EXPORTED)

    def check_row_hashes(self):
        for sheet in self.manifest["sheets"]:
            for unit in [sheet] + sheet["overflow"]:
                tree, path = Tree(), self.full(unit["row_hashes"])
                for line in row_hashes(path):
                    if line is None:
                        break
                    tree.add(bytes.fromhex(line))
                whole = os.path.getsize(path) == tree.leaves * 65
                if not whole or tree.leaves != unit["hashed_rows"] or tree.root() != unit["root"]:
                    raise Mismatch(unit["row_hashes"], None, "The file does not lead to the root that the manifest states.")
        if content_root(self.manifest["sheets"]) != self.manifest["content_root"]:
            raise Mismatch("manifest.json", None, "The content root does not follow from the roots of the sheets.")

    def check_workbook(self):
        sheets = self.manifest["sheets"]
        self.place = self.manifest["workbook"]["file"]
        workbook = Workbook(self.full(self.place))
        with workbook.zip:
            for sheet in sheets:
                if sheet["name"] not in workbook.sheets:
                    raise Mismatch(sheet["name"], None, "The sheet is missing.")
            for name in workbook.sheets:
                if name not in [sheet["name"] for sheet in sheets]:
                    raise Mismatch(name, None, "The sheet is not part of the pack.")
            # The cover comes last: an edited row changes its totals, and the row is what has to be named.
            for sheet in sorted(sheets, key=lambda sheet: not sheet["in_content_root"]):
                self.check_sheet(workbook, sheet)

    def check_sheet(self, workbook, sheet):
        name, columns, length = sheet["name"], sheet["columns"], sheet["hashed_rows"]
        self.place, self.row = name, None
        expected = row_hashes(self.full(sheet["row_hashes"]))
        following, seen = next(expected), 0
        sums, subtotals = [Decimal(0)] * len(columns), {file["subtotal_row"]: None for file in sheet["overflow"]}
        for number, cells, has_more in workbook.rows(name, len(columns)):
            self.row = number
            if number > length:
                if has_more or any(cell.kind != "blank" for cell in cells):
                    raise Mismatch(name, number, ADDED)
                continue
            seen = number
            actual = hashlib.sha256(canonical(cell.field() for cell in cells)).hexdigest()
            stated, following = following, next(expected)
            if actual != stated:
                raise Mismatch(name, number, REMOVED if actual == following else CHANGED_HEADER if number == 1 else CHANGED)
            self.check_kinds(name, number, cells, has_more, columns)
            numbers = [cell.number() for cell in cells]
            if number > 1:
                sums = [left + right for left, right in zip(sums, numbers)]
            if number in subtotals:
                subtotals[number] = numbers
            if sheet["number"] == COVER:
                self.cover.append((cells[VALUE_COLUMN].formula, numbers[VALUE_COLUMN]))
        self.row = None
        self.sums[sheet["number"]] = sums
        if seen < length:
            raise Mismatch(name, seen + 1, "The row is missing.")
        for overflow in sheet["overflow"]:
            self.check_overflow(sheet, overflow, subtotals[overflow["subtotal_row"]])

    @staticmethod
    def check_kinds(name, number, cells, has_more, columns):
        if has_more:
            raise Mismatch(name, number, "There is content to the right of the last column.")
        for cell, column in zip(cells, columns):
            right = cell.kind == "blank"
            if cell.kind == "text":
                beyond = re.fullmatch(r"'?-?[0-9]{16,19}", cell.value) and abs(int(cell.value.lstrip("'"))) > MAX_EXACT
                right = number == 1 or column["kind"] != "number" or bool(beyond)
            elif cell.kind == "number":
                right = number > 1 and column["kind"] != "text"
            if not right:
                reason = "Column '{}' holds another kind of value than was exported."
                raise Mismatch(name, number, reason.format(column["title"]))

    def check_overflow(self, sheet, overflow, subtotal):
        name, columns = overflow["file"], sheet["columns"]
        expected = row_hashes(self.full(overflow["row_hashes"]))
        following, done = next(expected), 0
        sums = [Decimal(0)] * len(columns)
        for done, record in enumerate(records(self.full(name)), 1):
            if done > overflow["hashed_rows"]:
                raise Mismatch(name, done, ADDED)
            actual = hashlib.sha256(record).hexdigest()
            stated, following = following, next(expected)
            if actual != stated:
                raise Mismatch(name, done, REMOVED if actual == following else CHANGED_HEADER if done == 1 else CHANGED)
            if done > 1:
                fields = next(csv.reader(io.StringIO(record.decode(), newline="")))
                for index, column in enumerate(columns):
                    if column["is_summed"] and fields[index] != "\\N":
                        sums[index] += Decimal(fields[index])
        if done < overflow["hashed_rows"]:
            raise Mismatch(name, done + 1, "The row is missing.")
        if sha256_of(self.full(name)) != overflow["sha256"]:
            raise Mismatch(name, None, NOT_EXPORTED)
        for index, column in enumerate(columns):
            if column["is_summed"] and subtotal[index] != sums[index]:
                reason = "The subtotal of '{}' is not the sum of {}.".format(column["title"], name)
                raise Mismatch(sheet["name"], overflow["subtotal_row"], reason)

    def check_totals(self):
        for total in self.manifest["totals"]:
            sheet = self.by_number[total["sheet"]]
            column = [column["title"] for column in sheet["columns"]].index(total["column"])
            letters = column_letters(column)
            wanted = "SUM('{}'!{}2:{}{})".format(sheet["name"], letters, letters, max(2, sheet["hashed_rows"]))
            formula, value = self.cover[total["cover_row"] - 1]
            if formula != wanted or value != total["value"] or value != self.sums[sheet["number"]][column]:
                reason = "The total is not the sum of '{}' in sheet {}.".format(total["column"], sheet["name"])
                raise Mismatch(self.by_number[COVER]["name"], total["cover_row"], reason)

    def notes(self):
        notes, known = [], set(self.files()) | {"manifest.json", "manifest.sha256"}
        if sha256_of(self.full(self.manifest["workbook"]["file"])) != self.manifest["workbook"]["sha256"]:
            notes.append(
                "The workbook was saved again after the export: its cells are unchanged, how they look is not verified."
            )
        others = []
        for folder, _, names in os.walk(self.folder):
            for name in names:
                file = os.path.relpath(os.path.join(folder, name), self.folder).replace(os.sep, "/")
                if file not in known:
                    others.append(file)
        if others:
            notes.append("Not part of the pack: {}.".format(", ".join(sorted(others))))
        return notes


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.dirname(os.path.abspath(__file__))
    csv.field_size_limit(MAX_RECORD)
    try:
        root, notes = Verification(folder).run()
    except Mismatch as mismatch:
        print("NOT VERIFIED")
        print("sheet: {}".format(mismatch.place))
        if mismatch.row is not None:
            print("row: {}".format(mismatch.row))
        print("reason: {}".format(mismatch.reason))
        return 2
    print("VERIFIED")
    print("content root: {}".format(root))
    for note in notes:
        print("note: {}".format(note))
    return 0


if __name__ == "__main__":
    sys.exit(main())
