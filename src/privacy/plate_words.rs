//! How a plate is written, and the words that tell a plate from a road or a plot.

/// How a plate is written.
pub(super) struct Written {
    /// Its runs of letters, in capitals.
    pub letters: Vec<String>,
    /// How many digits its first number has.
    pub number: usize,
    /// That number reads as a year.
    pub year: bool,
    /// No letter in lower case.
    pub capitals: bool,
    /// Two hyphens or dots.
    pub hyphens: bool,
    /// A space inside.
    pub spaces: bool,
    /// One hyphen or dot only.
    pub mixed: bool,
}

impl Written {
    /// Reads `whole`.
    pub fn of(whole: &str) -> Written {
        let letters = whole
            .split(|c: char| !c.is_ascii_alphabetic())
            .filter(|part| !part.is_empty())
            .map(str::to_ascii_uppercase)
            .collect();
        let number = whole
            .split(|c: char| !c.is_ascii_digit())
            .find(|part| !part.is_empty())
            .unwrap_or("");
        Written {
            letters,
            number: number.len(),
            year: number.len() == 4 && (number.starts_with("19") || number.starts_with("20")),
            capitals: !whole.contains(|c: char| c.is_ascii_lowercase()),
            hyphens: whole.matches(['-', '.', '_', '\u{2011}']).count() == 2,
            mixed: whole.matches(['-', '.', '_', '\u{2011}']).count() == 1,
            spaces: whole.contains([' ', '\u{a0}', '\u{202f}']),
        }
    }

    /// `77 BKL 29`: spaces and capitals, letters that are no unit and no road.
    pub fn is_old_in_capitals(&self) -> bool {
        let [middle] = self.letters.as_slice() else {
            return false;
        };
        let plain = !is_unit(middle) && !is_road(middle) && !self.year;
        self.capitals && !self.mixed && plain && (2..=4).contains(&self.number)
    }

    /// `AB 123 CD`, the French plate since 2009.
    pub fn is_current(&self) -> bool {
        let lengths: Vec<usize> = self.letters.iter().map(String::len).collect();
        self.number == 3 && lengths == [2, 2]
    }
}

/// A unit or a word of the street, never on a plate.
pub(super) fn is_unit(letters: &str) -> bool {
    UNITS.split_whitespace().any(|unit| unit == letters)
}

/// A unit, or a word in a text in capitals.
pub(super) fn is_word(letters: &str) -> bool {
    is_unit(letters) || WORDS.split_whitespace().any(|word| word == letters)
}

/// Roads, zones and post boxes, written before a number.
pub(super) fn is_road(letters: &str) -> bool {
    ROADS.split_whitespace().any(|road| road == letters)
}

const UNITS: &str = "KM EUR MM CM KG CO COP DB HA KWH MWH GWH MO GO ANS BIS TER MIN RUE BUS PMR HAB FOIS VTT PLU ZAC ZFE TGV JO AM PM MAI TTC HT DBA ART CV ML CL DL KW MW GW WH GB MB TB HZ CC PX PC CH KJ KV MG DM NM";

const WORDS: &str = "ET DE EN LE LA DU AU UN OU SI NE ON IL CE SE LES DES PAR SUR UNE EST QUE QUI NON OUI AUX DANS A JE TU MA SA TA ME TE MES SES PAS NOS VOS LOI AN AI AS VA VU OK ES CA EU VS EX PH CF NO NB PP LU MI RE DO OR NI OS TV PS PJ RC VF OF TO IN IS IT AT BY MY WE HE BE SO OR IF UP US AM TH ND ST";

const ROADS: &str = "RD RN CD VC ZA ZI ZH BP CS BD AV DS CR";

/// Words for a vehicle or its plate.
pub(super) const VEHICLES: [&str; 36] = [
    "immat",
    "plaque",
    "plate",
    "vehicule",
    "voiture",
    "camion",
    "scooter",
    "moto",
    "fourgon",
    "clio",
    "twingo",
    "megane",
    "kangoo",
    "peugeot",
    "renault",
    "citroen",
    "dacia",
    "toyota",
    "volkswagen",
    "golf",
    "bmw",
    "audi",
    "mercedes",
    "ford",
    "fiat",
    "opel",
    "caravane",
    "remorque",
    "utilitaire",
    "berline",
    "4x4",
    "suv",
    "vehicle",
    "parked",
    "garee",
    "stationne",
];

/// The same, only right before the plate.
pub(super) const CLOSE_VEHICLES: [&str; 11] = [
    "taxi",
    "immatric",
    "vtc",
    "ambulance",
    "camping-car",
    "quad",
    "tracteur",
    "van ",
    "car ",
    "conducteur d",
    "chauffeur d",
];

/// What the vehicle does, right after its plate.
pub(super) const DRIVEN: [&str; 25] = [
    "se gare",
    "stationn",
    "est gare",
    "est garee",
    "est stationn",
    "bloque",
    "est mal gare",
    "reste gare",
    "s'est gare",
    "a grille",
    "a refuse",
    "m'a ",
    "m’a ",
    "roule",
    "parks",
    "is parked",
    "etait gare",
    "garee",
    "gare ",
    "est abandonn",
    "est toujours",
    "est encore",
    "a failli",
    "me bloque",
    "etait la",
];

/// Before the number of a plot, a text or a file.
pub(super) const LAND: [&str; 18] = [
    "parcel",
    "decret",
    "article",
    "arrete",
    "norme",
    "facture",
    "commande",
    "billet",
    "lot",
    "section",
    "cadastr",
    "zone",
    "dossier",
    "permis",
    "vol",
    "reference",
    "ref",
    "lots",
];
