//! Grist: no columns of its own; only its `.dsv` files, with their odd separator, tell the
//! tool.

use super::Platform;
use crate::ingest::dialect::PILE_STAND_IN;
use crate::ingest::header;

pub static GRIST: Platform = Platform {
    code: "grist",
    name: "Grist",
    recognise: |head| (head.separator == Some(PILE_STAND_IN)).then(|| header::by_shape(head)),
};
