//! Word lists of the precision cues, folded, for consultations in general: French and
//! English together, because answers mix them. Singular and masculine forms; see
//! [`super::precision`] for how the others are found.

/// Numbers in words, months, days, hours. `un`, `one` and `second` are left out: they are
/// articles and places far more often than counts.
pub(super) const NUMBERS: &str = "deux trois quatre cinq six sept huit neuf dix onze douze \
treize quatorze quinze seize vingt trente quarante cinquante soixante cent mille dizaine \
douzaine quinzaine vingtaine trentaine centaine millier janvier fevrier mars avril mai juin \
juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi \
dimanche minuit midi noel paques two three four five six seven eight nine ten eleven twelve \
fifteen twenty thirty forty fifty sixty hundred thousand dozen january february april june \
july august september october november december monday tuesday wednesday thursday friday \
saturday sunday midnight noon easter christmas twice";

/// Places and equipment of a town, a public service, a landscape.
pub(super) const PLACES: &str = "rue avenue boulevard place quai pont passerelle rond-point \
carrefour chemin impasse route voie gare arret ecole college lycee universite campus creche \
cantine mairie prefecture tribunal commissariat caserne hopital clinique maternite pharmacie \
ehpad foyer piscine stade gymnase terrain parc square jardin cimetiere bibliotheque \
mediatheque musee theatre marche halle parking trottoir passage banc toilette fontaine poubelle \
abri ascenseur escalier rampe portail barriere lampadaire hameau village quartier immeuble \
residence riviere ruisseau lac etang foret bois plage port digue usine zone guichet \
distributeur borne antenne conteneur dechetterie magasin supermarche boulangerie epicerie \
restaurant cafe boutique poste agence eglise hotel camping chaudiere compteur aire allee arbre \
arceau canal feu friche garage navette panneau piste presbytere radar ralentisseur salle terminus \
allotment bandstand bollard camera handrail kiosk light market meadow orchard sign skatepark \
swing tap towpath tree underpass street road lane avenue bridge station school \
nursery library hospital clinic pharmacy pool park square garden cemetery playground pavement \
crossing bench toilet fountain bin lift stairs ramp gate fence lamp pond lake river wood beach \
village estate building gym path footpath court harbour factory counter shelter shop supermarket cafe pub church surgery hotel campsite";

/// People: age, family, health, work, lodging, way of life.
pub(super) const PEOPLE: &str = "enfant bebe nourrisson eleve ecolier collegien lyceen etudiant \
apprenti stagiaire alternant ado adolescent jeune retraite senior aine veuf veuve mere pere \
maman papa parent femme homme fille fils jumeau neveu niece conjoint compagnon compagne mari \
epouse couple famille celibataire orphelin handicap handicape handicapee aveugle malvoyant \
sourd malentendant muet daltonien autiste autisme dyslexique fauteuil malade patient diabetique \
epileptique asthmatique allergique enceinte dialyse aidant aidante auxiliaire soignant \
infirmier medecin kine sage-femme interne remplacant enseignant professeur instituteur \
animateur educateur educatrice assistante nourrice nounou pompier policier gendarme militaire \
conducteur conductrice chauffeur livreur livreuse routier facteur factrice ouvrier salarie \
interimaire saisonnier independant artisan commercant restaurateur serveur serveuse cuisinier \
agriculteur agricultrice eleveur eleveuse maraicher maraichere paysan pecheur chasseur berger \
apiculteur jardinier gardien chomeur benevole locataire proprietaire bailleur logeur voisin \
riverain habitant cavalier cycliste motard nomade etranger refugie migrant sdf prisonnier \
detenu tuteur child children kid baby toddler pupil student apprentice trainee teenager teen \
pensioner retired elderly widow widower mother father mum dad parent woman women man men girl \
boy son daughter twin nephew niece husband wife partner couple family carer disabled blind deaf \
autistic wheelchair diabetic pregnant epileptic patient nurse doctor midwife teacher driver \
rider courier firefighter policeman soldier veteran worker farmer fisherman gardener shopkeeper \
volunteer tenant landlord owner neighbour neighbor resident refugee migrant homeless traveller \
grandson granddaughter grandchild grandchildren grandmother grandfather guardian";

/// Connectives of cause and consequence, in whole words.
pub(super) const CONNECTIVES: &str = "parce qu|parce que|car|donc|du coup|a cause|faute de|faute d|\
grace a|sinon|si bien que|si bien qu|c est pourquoi|puisque|puisqu|resultat|par consequent|afin \
de|afin d|afin que|pour que|pour qu|pour eviter|en raison|sans quoi|permettrait|eviterait|ce qui|empeche|empechent|because|since|so that|so|therefore|\
thus|due to|means that|which means|otherwise|in order to|as a result|to avoid|to prevent|which would|so we|so they|or else|prevents|prevent";

/// What says who speaks, in whole words.
pub(super) const SELF: &str = "en tant que|en tant qu|je travaille|je suis atteint|je suis atteinte|\
mon metier|de mon metier|i work|as a|as an|i am a|i m a|i am an|i m an|i suffer|ans de metier|years old";
