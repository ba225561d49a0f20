//! Consultations of any size: made with planted subjects, or real answers enlarged.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

/// Words of each planted subject.
const SUBJECTS: [&str; 20] = [
    "bus arrêt ligne horaires chauffeur terminus correspondance navette attente ponctualité",
    "vélo piste cyclable bande cycliste casque guidon arceaux pédaler continuité",
    "stationnement parking places voiture horodateur garage disque macaron abonnement garer",
    "arbres ombre fraîcheur canicule bitume végétaliser pelouse haie plantation jardin",
    "école cantine élèves enseignants classe rentrée cour périscolaire goûter surveillants",
    "médecin hôpital urgences spécialiste rendez-vous maternité soins infirmière pharmacie désert",
    "loyer logement locataire propriétaire bail appartement caution bailleur charges étage",
    "déchets poubelles tri collecte compost encombrants bacs recyclage déchetterie ordures",
    "bruit nuit voisins tapage sommeil musique terrasses décibels klaxons silence",
    "police délinquance insécurité trafic vols caméras patrouilles cambriolage incivilités agression",
    "impôts taxes fiscalité budget dépenses dette tva contribuables niches exonération",
    "retraite pension anciens trimestres cotisations pénibilité carrière départ réversion veuve",
    "emploi chômage usine embauche salaire entreprise apprentis formation licenciement stage",
    "culture théâtre bibliothèque concert musée spectacle livres festival médiathèque exposition",
    "sport gymnase piscine stade terrain club licence vestiaires entraîneur natation",
    "agriculture paysans ferme pesticides terres élevage récolte maraîcher semences bio",
    "énergie chauffage isolation électricité solaire panneaux éolienne chaudière rénovation thermique",
    "eau rivière inondation pollution nappe fuite robinet assainissement captage crue",
    "internet fibre réseau téléphone débit antenne coupure numérique formulaire guichet",
    "démocratie élus vote référendum réunion consultation mandat citoyens tirage assemblée",
];

/// Words that fit anywhere.
const FILLERS: &str = "il faudrait davantage de moyens pour notre quartier parce que cela \
devient vraiment difficile avec les travaux depuis longtemps dans la ville et le centre";

/// A small generator of pseudo-random numbers (Knuth's MMIX constants): the same corpus
/// on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// A table of answers of one to three ideas on one subject, with what was planted.
pub fn planted(ideas: usize) -> (String, BTreeMap<String, Vec<String>>) {
    let mut random = Random(2026);
    let fillers: Vec<&str> = FILLERS.split_whitespace().collect();
    let mut csv = String::from("id;avis\n");
    let mut subjects = BTreeMap::new();
    let (mut made, mut row) = (0, 0);
    while made < ideas {
        row += 1;
        let subject = random.below(SUBJECTS.len());
        let words: Vec<&str> = SUBJECTS[subject].split_whitespace().collect();
        let sentences = 1 + random.below(3);
        let mut text = String::new();
        for _ in 0..sentences {
            for place in 0..8 + random.below(6) {
                let own = random.below(10) < 4;
                let list = if own { &words } else { &fillers };
                let word = list[random.below(list.len())];
                text += if place > 0 { " " } else { "" };
                text += word;
            }
            text += ". ";
        }
        writeln!(csv, "{row};{text}").unwrap();
        subjects.insert(row.to_string(), vec![format!("s{subject}")]);
        made += sentences;
    }
    (csv, subjects)
}

/// The sentences of answers, as ideas, none twice.
pub fn sentences<'t>(texts: impl Iterator<Item = &'t str>, most: usize) -> Vec<&'t str> {
    let mut seen = HashSet::new();
    texts
        .flat_map(|text| text.split_inclusive(['.', '!', '?']))
        .map(str::trim)
        .filter(|text| text.len() > 12 && seen.insert(*text))
        .take(most)
        .collect()
}

/// `rows` rows of a table; past its end the rows come again, with other ids and with a few
/// words of `column` swapped, dropped or replaced.
pub fn enlarged(text: &[u8], column: &str, rows: usize) -> Vec<u8> {
    let mut random = Random(2026);
    let mut reader = csv::Reader::from_reader(text);
    let headers = reader.headers().unwrap().clone();
    let place = headers.iter().position(|title| title == column).unwrap();
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let words: Vec<&str> = records
        .iter()
        .step_by(10)
        .flat_map(|record| record[place].split_whitespace())
        .collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&headers).unwrap();
    for row in 0..rows {
        let record = &records[row % records.len()];
        let lap = row / records.len();
        let cells = record.iter().enumerate().map(|(at, cell)| match (lap, at) {
            (0, _) => cell.to_owned(),
            (_, at) if at == place => edited(cell, &words, &mut random),
            (_, 0) => format!("{cell}-{lap}"),
            _ => cell.to_owned(),
        });
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

/// One word in ten, and one at least, swapped with another, dropped or replaced.
fn edited(text: &str, words: &[&str], random: &mut Random) -> String {
    let mut own: Vec<&str> = text.split(' ').collect();
    for _ in 0..=own.len() / 10 {
        let (at, other) = (random.below(own.len()), random.below(own.len()));
        match random.below(3) {
            0 => own.swap(at, other),
            1 if own.len() > 3 => drop(own.remove(at)),
            _ => own[at] = words[random.below(words.len())],
        }
    }
    own.join(" ")
}
