"""Reads an XLSX with openpyxl and prints it as JSON: each sheet's name, what is set on it, and its cells with type and format."""
import json
import sys
from datetime import datetime

from openpyxl import load_workbook


def value(cell):
    if isinstance(cell.value, datetime):
        return cell.value.date().isoformat()
    return cell.value


book = load_workbook(sys.argv[1])
sheets = [
    {
        "name": sheet.title,
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "rows": [[value(cell) for cell in row] for row in sheet.iter_rows()],
        "types": [cell.data_type for cell in next(sheet.iter_rows(min_row=2, max_row=2), ())],
        "formats": [cell.number_format for cell in next(sheet.iter_rows(min_row=2, max_row=2), ())],
        "formulas": sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row),
    }
    for sheet in book
]
properties = book.properties
print(json.dumps({"creator": properties.creator, "created": str(properties.created), "sheets": sheets}))
