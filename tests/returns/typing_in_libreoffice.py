"""Types into a workbook in LibreOffice, as a person would, and saves it as hsi.xlsx and hsi.csv.

Run by a Python that has `uno`. Arguments: soffice, the workbook, the folder to save in, and as JSON what to type: a
list of [column, row, text]. Writes as JSON whether a locked cell stayed as it was, and which row is the last.
"""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import uno


def main(soffice: str, workbook: str, into: str, typed: str) -> None:
    folder = Path(into)
    pipe = f"siplan{time.time_ns()}"
    arguments = [
        "--headless",
        "--norestore",
        "--nologo",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        f"--accept=pipe,name={pipe};urp;",
    ]
    office = subprocess.Popen([soffice, *arguments])
    try:
        desktop = _desktop(pipe)
        document = desktop.loadComponentFromURL(Path(workbook).as_uri(), "_blank", 0, (_setting("Hidden", True),))
        sheet = document.Sheets.getByIndex(0)
        was = sheet.getCellRangeByName("A6").String
        _type(sheet, "A6", "9.9.9")
        for column, row, text in json.loads(typed):
            _type(sheet, f"{column}{row}", text)
        for name, filter_name, options in (
            ("hsi.xlsx", "Calc MS Excel 2007 XML", ""),
            ("hsi.csv", "Text - txt - csv (StarCalc)", "59,34,ANSI,1,,0,false,true"),  # ; " as Windows saves it
        ):
            settings = _setting("FilterName", filter_name), _setting("FilterOptions", options)
            document.storeToURL((folder / name).as_uri(), settings)
        told = {"locked": sheet.getCellRangeByName("A6").String == was, "rows": _last_row(sheet)}
        sys.stdout.write(json.dumps(told) + "\n")
        document.close(True)
        desktop.terminate()
    finally:
        try:
            office.wait(30)
        except subprocess.TimeoutExpired:
            office.kill()


def _type(sheet: Any, place: str, text: str) -> None:
    cell = sheet.getCellRangeByName(place)
    try:
        if cell.NumberFormat and text[:1].isdigit():
            cell.FormulaLocal = text
        else:
            cell.String = text
    except Exception as refused:
        sys.stderr.write(f"{place}: {refused}\n")


def _last_row(sheet: Any) -> int:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return int(cursor.RangeAddress.EndRow) + 1


def _desktop(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # it is not up yet
            time.sleep(0.25)
            continue
        return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice did not start")


def _setting(name: str, value: object) -> Any:
    setting = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    setting.Name, setting.Value = name, value
    return setting


if __name__ == "__main__":
    main(*sys.argv[1:])
