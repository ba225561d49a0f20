use std::io::Cursor;

use calamine::{Reader, Xlsx};

use super::*;

#[test]
fn rows_too_many_for_a_sheet_go_on_in_the_next() {
    let catalogue = BTreeMap::new();
    let mut book = Book::new(Words::new(&catalogue));
    book.most_rows = 2;
    let columns = [column("n", 8.0), column("=titre", 8.0)];
    let rows = (0..5usize).map(|n| vec![n.into(), Cell::Empty]);
    book.table("Lignes", String::new(), &columns, rows)
        .expect("table");
    let none = std::iter::empty();
    book.table("Rien", String::new(), &columns, none)
        .expect("table");
    let bytes = book.bytes().expect("bytes");
    let mut read = Xlsx::new(Cursor::new(bytes)).expect("workbook");
    assert_eq!(read.sheet_names(), ["Lignes (3)", "Lignes", "Lignes (2)"]);
    for (sheet, height) in [("Lignes", 3), ("Lignes (2)", 3), ("Lignes (3)", 2)] {
        let range = read.worksheet_range(sheet).expect("sheet");
        assert_eq!(range.height(), height);
        assert_eq!(
            range.get((0, 1)).map(ToString::to_string).as_deref(),
            Some("=titre")
        );
    }
}
