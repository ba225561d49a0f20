//! Which words most readers know: a list by frequency, everyday things of a town that such
//! lists leave out, and office words that they hold but that few people use.

use std::collections::HashSet;

use crate::language::Language;
use crate::words::{Lexicon, fold};

const FRENCH: &str = include_str!("base.fr.txt");
const ENGLISH: &str = include_str!("base.en.txt");

/// Things people see every day, rare in books and subtitles. Our own list.
const EVERYDAY_FRENCH: &str = "trottoir velo poubelle poussette banc arbre feu bus tram metro car \
train gare arret ticket abonnement chauffeur piste cyclable parking stationnement stationner garer \
voiture camion trottinette moto pieton passage carrefour pont quai rond-point chantier travaux \
loyer logement locataire proprietaire voisin immeuble ascenseur escalier etage chauffage facture \
isolation humidite fuite mur toit porte fenetre cave garage cuisine chambre salle douche toilettes \
ecole college lycee creche cantine classe eleve enseignant professeur parents enfant bebe grand-mere \
grand-pere retraite handicap fauteuil roulant canne rampe marche medecin infirmier dentiste hopital \
pharmacie rendez-vous urgence soin malade marche magasin commerce boulangerie boutique poste banque \
mairie maire guichet papier formulaire impot taxe association benevole bibliotheque mediatheque \
cinema theatre piscine stade gymnase sport jeu jardin parc pelouse fleur ombre lac riviere plage \
chien chat rat moustique dechet tri bruit odeur saleté pollution air eau canicule inondation \
eclairage lampadaire lumiere lampe nuit noir danger dangereux accident vitesse ralentisseur radar \
panneau police securite vol agression harcelement peur famille jeune age emploi travail chomage \
salaire prix tarif gratuit payant cher reduction horaire retard attente panne greve correspondance \
telephone portable ordinateur internet reunion avis reponse consultation habitant quartier village \
bourg commune goudron trou bosse pave herbe haie taille tondre nettoyer reparer planter construire \
renover ouvrir fermer ajouter enlever proteger eclairer ranger trier respecter souhaiter proposer \
reclamer manquer lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier avril juin \
juillet aout septembre octobre novembre decembre bruyant sale propre etroit large plat glissant \
abime casse vide plein bonde rempli sombre confortable accessible inquiet fatigue content";
/// The same for English.
const EVERYDAY_ENGLISH: &str = "pavement bench bin litter rubbish bus buses tram train station stop ticket \
fare driver bike bicycle cycle lane path parking park car lorry truck van scooter pedestrian \
crossing junction bridge roundabout pothole roadworks rent housing tenant landlord neighbour flat \
lift stairs heating bill damp leak wall roof door window kitchen bedroom bathroom shower toilet \
toilets school nursery classroom pupil teacher parent child baby pram pushchair buggy wheelchair \
ramp disabled disability elderly doctor nurse dentist hospital pharmacy chemist surgery appointment \
market shop bakery bank council mayor form tax charity volunteer library cinema theatre pool \
playground swing slide pitch football gym garden grass flower shade shelter lake river beach dog \
lead poo cat rat waste recycling noise smell pollution flood lighting lamp light night dark danger \
dangerous accident speed camera sign police safety theft fear family job wage price free cheap \
expensive discount timetable late delay waiting breakdown strike phone computer internet meeting \
answer consultation resident neighbourhood village town mud puddle hedge mow mowing clean repair \
mend plant build open close add remove protect monday tuesday wednesday thursday friday saturday \
sunday noisy dirty tidy narrow wide flat slippery broken empty full crowded comfortable accessible \
worried tired café playgroup allotment picnic fence gate bush tree wildlife bird muddy";
/// Words of offices, whatever their frequency.
const OFFICE_FRENCH: &str = "concertation gouvernance dispositif mobilite mobilites intermodalite \
multimodal multimodalite usager usagers problematique acteur acteurs enjeu enjeux diagnostic \
partenariat partenaires mutualisation mutualiser prospective resilience resilient inclusif inclusive \
transversal transversalite operationnel strategie strategique orientation orientations preconisation \
modalites optimisation optimiser implementer foncier urbanisation densification requalification \
amenagement amenagements infrastructure infrastructures deliberation arrete prefectoral perimetre \
restitution thematique verbatim contributeur tarification desserte cadencement voirie mobilier \
perennite perenniser valoriser valorisation territoire territorial attractivite maillage co-construction \
requalifier verdir vegetalisation sensibilisation";
/// The same for English.
const OFFICE_ENGLISH: &str = "stakeholder stakeholders governance provision utilise utilisation \
facilitate implementation implement infrastructure framework strategic strategy deliver delivery \
leverage holistic sustainable sustainability resilience inclusive signage amenity amenities \
connectivity multimodal streetscape placemaking consultee provision residential thematic \
prioritise optimise mitigation enhancement enhance regeneration densification";

/// The words that need no explanation.
pub(super) struct Base {
    known: HashSet<String>,
    office: HashSet<&'static str>,
}

impl Base {
    /// The list of a language, with words the reader is given anyway.
    pub fn new(lexicon: &Lexicon) -> Base {
        let language = lexicon.language();
        let file = language.choose(FRENCH, ENGLISH);
        let everyday = language.choose(EVERYDAY_FRENCH, EVERYDAY_ENGLISH);
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        let listed = lines.flat_map(str::split_whitespace);
        let known = listed
            .chain(everyday.split([' ', '-']))
            .map(|word| lexicon.stem(&fold(word)))
            .collect();
        let office = match language {
            Language::French => OFFICE_FRENCH,
            Language::English => OFFICE_ENGLISH,
        };
        Base {
            known,
            office: office.split_whitespace().collect(),
        }
    }

    /// True for a word most readers know, folded.
    pub fn knows(&self, folded: &str, lexicon: &Lexicon) -> bool {
        let short = folded.chars().count() < 3 || !lexicon.is_content(folded);
        // Without their accents some forms keep an "e": "garées" beside "garer".
        let stem = lexicon.stem(folded);
        let listed =
            || self.known.contains(&stem) || self.known.contains(stem.trim_end_matches('e'));
        !self.office.contains(folded) && (short || listed())
    }
}
