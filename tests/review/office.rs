//! LibreOffice, which opens a workbook, writes in it as a person would, and saves it.

use std::fs;
use std::path::Path;
use std::process::Command;

const LIBRARIES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/>
</library:libraries>"#;
const LIBRARY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>"#;
const MODULE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">Sub SortSheet(oSheet, nColumn)
  Dim aFields(0) As New com.sun.star.table.TableSortField
  aFields(0).Field = nColumn
  aFields(0).IsAscending = False
  Dim aOrder(1) As New com.sun.star.beans.PropertyValue
  aOrder(0).Name = "SortFields"
  aOrder(0).Value = aFields()
  aOrder(1).Name = "ContainsHeader"
  aOrder(1).Value = True
  oCursor = oSheet.createCursor()
  oCursor.gotoEndOfUsedArea(False)
  oSheet.getCellRangeByPosition(0, 0, oCursor.RangeAddress.EndColumn, oCursor.RangeAddress.EndRow).sort(aOrder())
End Sub
Sub Edit
  Dim aLoad(0) As New com.sun.star.beans.PropertyValue
  aLoad(0).Name = "Hidden"
  aLoad(0).Value = True
  oDoc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, aLoad())
{orders}
  Dim aSave(0) As New com.sun.star.beans.PropertyValue
  aSave(0).Name = "FilterName"
  aSave(0).Value = "{filter}"
  oDoc.storeToURL("{target}", aSave())
  oDoc.close(True)
End Sub
</script:module>"#;

/// A line that writes in a cell of a sheet.
pub fn write(sheet: &str, place: &str, text: &str) -> String {
    let quoted = |text: &str| text.replace('"', "\"\"");
    format!(
        "  oDoc.Sheets.getByName(\"{}\").getCellRangeByName(\"{place}\").setString(\"{}\")\n",
        quoted(sheet),
        quoted(text)
    )
}

/// The workbook after these lines of a macro; none where LibreOffice Calc is not there.
pub fn edited(workbook: &[u8], orders: &str, ods: bool) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("review.xlsx");
    let target = folder
        .path()
        .join(if ods { "back.ods" } else { "back.xlsx" });
    fs::write(&source, workbook).unwrap();
    let profile = folder.path().join("profile");
    let basic = profile.join("user/basic/Standard");
    let url = |path: &Path| format!("file://{}", path.display());
    let escaped = orders.replace('&', "&amp;").replace('<', "&lt;");
    let run = |arguments: &[&str]| {
        Command::new("soffice")
            .arg(format!("-env:UserInstallation={}", url(&profile)))
            .arg("--headless")
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .is_ok_and(|output| output.status.success())
    };
    // Without Calc no table can be opened.
    let table = folder.path().join("table.csv");
    fs::write(&table, "a,b\n").unwrap();
    run(&["--convert-to", "ods:calc8", "table.csv"]);
    if !folder.path().join("table.ods").exists() {
        eprintln!("skipped: LibreOffice Calc is not installed");
        return None;
    }
    // After the first start, which fills the folder of macros.
    let module = MODULE
        .replace("{source}", &url(&source))
        .replace("{target}", &url(&target))
        .replace(
            "{filter}",
            if ods {
                "calc8"
            } else {
                "Calc MS Excel 2007 XML"
            },
        )
        .replace("{orders}", &escaped);
    fs::create_dir_all(&basic).unwrap();
    fs::write(profile.join("user/basic/script.xlc"), LIBRARIES).unwrap();
    fs::write(basic.join("script.xlb"), LIBRARY).unwrap();
    fs::write(basic.join("Module1.xba"), module).unwrap();
    run(&["macro:///Standard.Module1.Edit"]);
    Some(fs::read(&target).expect("LibreOffice saved the workbook"))
}
