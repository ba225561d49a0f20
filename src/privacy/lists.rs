//! Word lists of the privacy module, folded. Data only: `lexicon` turns them into classes.
//!
//! Written by hand for answers to French consultations; names of people are in
//! `first_names.txt` and `surnames.txt`.

/// First names and surnames that are also everyday words, places or brands: in lower
/// case they say nothing.
pub(super) const EVERYDAY: &str = "pierre rose marine olive aurore claire clemence prudence \
constance violette marguerite iris capucine ange aime aimee desire desiree parfait juste modeste \
placide noel pascal toussaint fleur flore ambre jade perle melodie lorraine florence nancy carmen \
victoire gloire esperance felicite grace mark bill jack frank max misty eve daisy ivy jean martin \
blanche reine colombe prune prunelle cerise luna alba lou mai lin long tin tan an can bien la le \
son nam vu per don solange sky loup ours constant vital urbain ulysse romain romaine germain \
france paris vienne tours angers orange alma louise robin colin sultan divine merveille tresor \
fidele christ papa mame nana petit blanc roux legrand grand roche parent gros marchand meunier \
boulanger moulin fontaine riviere brun besson breton bourgeois marechal carre cousin voisin \
maire mouton loiseau poisson poulet poulain poirier chevalier gaillard berger boucher couturier \
dauphin chateau forestier granger grenier rocher sauvage vallee noir jung ferrand pages place \
lesage legros moreau foret buisson buffet cartier masse serre merle tissot chapelle bois \
jolly picard normand langlais lombard baron comte lemaire saunier charpentier carpentier \
tessier gay vigneron rey costa fall sow sall kane conte major page mary marin marine noel neveu \
young green hall wood hill ward king price white brown cooper baker walker \
clement auguste maxime victor felix celeste dominique camille claude gilles \
charlotte madeleine angelique angelica elle dan ben ali sen si li do ho ba sy ly bui dang \
sante lois come numa mira charlie marie georges barre lune star harmonie tom tim sam sue will joy hope dean \
bon belle bonnet charles martial maurice bertin roman marina sierra savane lara leger \
zoe aube lie edit loan lei jun chi hui ming bao tu hue thu tho hoa hang hong lien mina lan lam \
gaby pat rich guy luc tal ara aram koulm mari per ruz neven stered deniz derya melek berk umut \
franco maxi charity sam son sou rim sol mona rita sara alpha delta beta marc celia quentin saint sainte ville \
sidi saber sabre radia serena santa mercedes camelia dahlia myrtille anemone valerie ";

/// Titles before a surname that no street carries.
pub(super) const TITLES: &str = "m mr mme melle mle mlle monsieur madame mademoiselle me maitre mrs ms miss \
mister sir mde mx herr frau signor signora senhor senhora madam messire";

/// Titles that streets, schools and hospitals carry as well.
pub(super) const RANKS: &str = "dr docteur pr professeur pere abbe soeur doctor professor general \
marechal colonel commandant capitaine lieutenant amiral sergent adjudant brigadier major president \
saint sainte st ste pasteur imam rabbin doctoresse docteure professeure chanoine cardinal eveque \
rev reverend prof mgr monseigneur caporal gendarme";

pub(super) const PLURAL_TITLES: &str = "mm mmes messieurs mesdames mlles";

pub(super) const STREETS: &str = "rue r avenue av ave boulevard bd bld blvd boul chemin chem impasse \
imp allee allees all quai route rte ruelle sente sentier venelle residence lotissement hameau \
lieudit esplanade faubourg fbg montee traverse square sq promenade clos rond-point chaussee rampe \
mas calle strasse morne hent carrer servitude traboule coron dreve";

pub(super) const WEAK_STREETS: &str = "place pl cours passage villa cite domaine voie mail parvis \
cour porte pont galerie parc levee descente cote lot bourg quartier rang res ferme moulin dit \
fg ch vc coteau corniche carrefour";

pub(super) const PLACE_WORDS: &str = "ecole college lycee stade gymnase piscine place pont salle \
mediatheque bibliotheque hopital clinique centre espace theatre parc jardin square quartier \
residence creche universite campus gare station arret ligne metro tram tramway bus loi rapport \
plan decret amendement ordonnance prix fondation institut musee cinema complexe cite tour immeuble \
foyer ehpad groupe maternelle primaire statue monument fresque viaduc tunnel port aeroport \
boulevard zone zac promotion effet reforme commission methode affaire syndrome passerelle halle \
marche maison villa dojo patinoire skatepark terrain conservatoire auditorium amphitheatre cimetiere \
eglise chapelle basilique cathedrale paroisse fontaine parking ilot secteur pole \
cours quai esplanade mail porte carrefour rond-point giratoire domaine chateau bois foret plage \
barrage digue caserne camping hotel restaurant cafe bar librairie boulangerie boutique magasin \
supermarche prix bourse programme dispositif accord traite rapport etude livre film roman oeuvre \
periscolaire cantine ludotheque crous internat laboratoire labo usine entreprise societe cabinet \
garage school park hospital library college bridge stadium theatre station museum act law \
ehpa usld csc mjc mpt cfa iut inspe esat ime ssr chu ch chr chs cpam ms scolaire annexe \
allee ru canal etang ile fort batterie digue route maisons medaille code protocole \
boulodrome trail course regate festival tournoi trophee coupe challenge amicale club association concours chorale orchestre \
harmonie fanfare marathon semi-marathon meeting criterium mairie hameau residence \
amphi velodrome hippodrome kiosque rosiere roseraie arboretum statut jardins rond giratoires \
kebab pizzeria pharmacie epicerie garage brasserie boucherie fleuriste auberge gite creperie snack \
tabac-presse imprimerie menuiserie scierie fromagerie patisserie traiteur camping ambulances taxis \
resto multi-accueil rpe ram crypte couvent abbaye prieure monastere seminaire";

pub(super) const PLACES_WORDS: &str = "rues avenues boulevards places ecoles colleges lycees stades \
gymnases quais allees chemins quartiers squares parcs ponts stations arrets lois rapports salles \
gares residences lignes cites piscines carrefours impasses creches";

pub(super) const PLACE_ADJECTIVES: &str = "elementaire maternelle primaire publique public municipal \
municipale communal communale sportif sportive culturel culturelle scolaire national nationale \
departemental departementale regional regionale social sociale medical medicale polyvalente \
omnisports associatif associative prive privee professionnel technique hospitalier hospitaliere \
socioculturel multisports universitaire intercommunal intercommunale superieur nautique aquatique \
urbain urbaine bus velo tram hospitalo commercial commerciale loisirs jeunes enfants sante \
quartier stationnement ancien ancienne nouveau nouvelle vieux vieille futur future annexe \
amiral general marechal colonel commandant capitaine lieutenant abbe docteur professeur \
president dr pr saint sainte st ste pere soeur sergent adjudant frere freres maitre lecture";

/// Articles, prepositions, pronouns, adverbs and common verbs.
pub(super) const FUNCTION_WORDS: &str = "a ai aie aient ainsi alors apres as au aucun aucune aussi \
autant autre autres aux avant avec avez avoir avons c ca car ce ceci cela celle celles celui ces \
cet cette ceux chaque chez ci comme comment contre d dans de deja depuis des deux devra devrait \
devraient doit doivent donc dont du elle elles en encore entre est et etaient etait etant ete etre \
eu eux fait faire faut faudrait il ils j je jusqu jusque l la le les leur leurs lors lorsque lui m \
ma mais me meme memes mes moi moins mon n ne ni nos notre nous on ont or ou par parce pas peu peut \
peuvent plus plutot pour pourquoi pourrait pourraient puis qu quand que quel quelle quelles quels \
qui quoi s sa sans se sera serait seraient ses si sinon soi soient soit son sont sous sur t ta tant \
te tel telle tels tes toi ton tous tout toute toutes tres trop tu un une vers voir vos votre vous y \
etc svp stp cas dire non oui suis sommes etes ayant quelque quelques ailleurs ici jamais toujours \
rien dit disent va vais vont allait bonjour bonsoir merci salut bref voila enfin ensuite \
maintenant aujourd hui hier demain surtout vraiment simplement seulement plusieurs certains \
certaines beaucoup assez presque souvent parfois malgre selon sauf hors pendant durant environ pres \
afin voici cependant pourtant neanmoins toutefois tandis puisque quoique lequel laquelle \
habite habitant habitante habitons demeurant demeure resident residente retraite retraitee vis \
travaille veux voudrais souhaite souhaiterais demande pense crois trouve propose attends espere \
vient viens venu dois peux passe passent gare garent refuse refusent roule roulent bloque \
arrive parle ecrit signe soutient joue fume crie laisse laissent fera fais font avait avais \
avaient aura aurait aurais peux pourrais pouvez voulez merite mange dort sort entre rentre \
necessite permet reste restent met mettent prend prennent demande demandent devient \
the of and is are was were be been to in on at by for from with without that this these those it \
he she we they you i my your our their his her its an or not no yes please thanks thank hello dear \
there here very too also but so if when where which who what why how can could would should will \
do does did have has had about into over under up down out all any some more most other than then \
age agee ans nee ne nes nees domicilie domiciliee joignable directeur directrice proprietaire \
locataire maman papa membre citoyen citoyenne contribuable usager usagere electeur electrice \
etudiant etudiante enseignant enseignante agriculteur agricultrice artisan commercant commercante \
parent parents mere pere";

pub(super) const PARTICLES: &str = "de du d la le les l el al ben bin bint van von der den da dos \
das do di del della abou abu ibn ould o mac mc saint st ten ter y e san santa zu zum vander ait \
oulad bel bou abd n dit";

/// Capitalised words that are no surname.
pub(super) const NOT_NAMES: &str = "lundi mardi mercredi jeudi vendredi samedi dimanche janvier \
fevrier mars avril mai juin juillet aout septembre octobre novembre decembre monday tuesday \
wednesday thursday friday saturday sunday mairie ville metropole agglo agglomeration commune \
departement region etat europe conseil municipal municipale general generale departemental \
regional communaute prefecture gouvernement assemblee senat ministere parlement republique nation \
union europeenne france francais francaise association collectif comite syndicat syndic \
cooperative federation ligue club amicale societe entreprise groupe sarl sas scop sci ouvrage \
oeuvre nageur chanteur equipe plu plui scot zac zfe hlm caf cpam sncf ratp ter tgv rer edf gdf \
engie enedis veolia suez orange sfr covid caf crous urssaf cgt cfdt fo fcpe peep onf adema ademe \
dreal ddtm ddt drac ars lpo ffb msa insee cnil cnrs inrae ign gps co2 pmr rd rn rsa smic tva csg \
nord sud est ouest centre bonjour bonsoir merci cordialement salutations monsieur madame mesdames \
messieurs mademoiselle maitre docteur professeur mme mlle mr mm maire adjoint adjointe president \
presidente ministre depute deputee senateur senatrice prefet prefete conseiller conseillere elu \
elue elus premier premiere rue avenue boulevard place quartier ecole college lycee universite \
hopital gare parc services service travail info bleu bien nature nationale national numero \
plage centre-ville hypermarche carrefour leclerc auchan lidl intermarche monoprix darty fnac ikea \
decathlon amazon google facebook twitter instagram whatsapp internet wifi noel paques ascension \
pentecote toussaint grand-place propre nombreuse nombreuses tout-le-monde office excel windows linux belges suisses allemands italiens anglais americains commons x xx xxx quidam untel \
machin lambda bricolage meteo pollution urbanisme voirie police gendarmerie pompiers samu poste \
banque tresor impots trains train metro tram bus velo velos vote votez loi lois nb ps pj re objet \
question reponse avis projet tome fne commission enquete dossier article annexe section titre chapitre \
tel telephone mail email adresse portable mobile fax nom prenom date signature habitant habitante \
habitants riverain riverains riveraine resident residents residente citoyen citoyens citoyenne usager usagers \
parents parent voisin voisins voisine famille familles mr mrs ms council street road lane city \
town county government minister mayor councillor university school church royal north south east \
west public publique king queen prince princess lord lady grand-est occitanie bretagne normandie corse sainte saint st ste notre-dame \
jesus dieu islam juif juive catholique musulman president-directeur haut hauts bas basse haute \
tribunal cour justice procureur juge avocat inspection academie rectorat medef eelv lfi rn ump lr \
ps pcf npa modem renaissance ensemble veuve reconquete horizons bonne bons sncb cnam dgfip dpe epci sivom \
association habitation logement environnement euro euros ise transition ecologie ecologique climat sante education \
culture sport sports jeunesse securite proprete circulation stationnement transports transport";

pub(super) const OFFICES: &str = "maire mairesse adjoint adjointe maire-adjoint conseiller conseillere \
president presidente vice-president vice-presidente ministre depute deputee deputes senateur \
senatrice prefet prefete sous-prefet sous-prefete elu elue eurodepute eurodeputee secretaire-d-etat \
maires adjoints adjointes conseillers conseilleres presidents ministres deputes senateurs \
senatrices prefets elues eurodeputes secretaire secretary prime deputy councillors cllr mayors \
governor alderman alderwoman bourgmestres depute-maire bourgmestre echevin echevine mayor councillor minister mp senator chancelier chanceliere premier \
premiere rapporteur rapporteure recteur rectrice ambassadeur gouverneur garde commissaire prefect sub-prefect councilwoman councilman maire-adjointe \
vice-presidents conseillers-departementaux eurodeputee sous-prefete edile";

pub(super) const PRIVATE_BODIES: &str = "association asso club syndic syndicat copropriete \
coproprietaires comite amicale collectif entreprise societe federation fcpe peep apel ligue \
fondation cooperative sci sarl union parents eleves locataires riverains residents quartier \
chasseurs chasse commercants usagers fabrique fc us as ce cse";

pub(super) const RELATIONS: &str = "voisin voisine voisins mari epouse femme fils fille frere soeur mere \
pere cousin cousine oncle tante neveu niece compagnon compagne conjoint conjointe ami amie copain \
copine collegue maman papa papi mamie pepe meme grand-mere grand-pere belle-mere beau-frere patron \
patronne gardien gardienne concierge instituteur institutrice infirmier infirmiere medecin \
generaliste dentiste kine notaire avocat avocate boulanger boulangere boucher coiffeuse coiffeur \
nounou nourrice assistante eleve maitresse proprietaire bailleur locataire colocataire facteur \
factrice directeur directrice responsable agent agente employe employee caissiere professeur prof \
enseignante principal proviseur proviseure neighbour neighbor husband wife son daughter brother \
sister mother father friend landlord landlady bebe petit-fils petite-fille filleul filleule parrain \
marraine belle-soeur beau-pere belle-fille gendre dame sieur denomme denommee prenomme nomme \
nommee defunt defunte feu surnomme alias petit petite tuteur tutrice enfant apprenti apprentie \
stagiaire enfants fils filles jumeaux jumelles animatrice animateur educatrice educateur psychologue pharmacien pharmacienne agriculteur";

pub(super) const HOUSEHOLDS: &str = "famille familles epoux consorts veuve fratrie heritiers indivision \
foyer couple family";

pub(super) const SIGN_OFFS: &str = "cordialement salutations distinguees respectueusement amicalement \
regards sincerely avance sinceres cdlt cdt bav bisous amities faithfully devoues respectueuses \
cordiales attentivement chaleureusement solidairement bien-cordialement signataire";

pub(super) const MONTHS: &str = "janvier fevrier mars avril mai juin juillet aout septembre octobre \
novembre decembre janv fevr fev avr juil sept oct nov dec january february march april may june july \
august september october november december jan feb mar apr jun jul aug sep";

pub(super) const COMPLEMENTS: &str = "hlm apt appt app appart appartement bat batiment bt esc escalier etage \
porte hall entree boite bal logement lgt residence res interphone digicode chambre studio flat \
apartment tour immeuble imm ter bis villa pavillon case";

pub(super) const ENGLISH_STREETS: &str = "street road lane avenue close drive crescent terrace way court \
st rd ave gardens grove hill row mews";

pub(super) const NUMBERED: &str = "zone zones ligne lignes bus tram tramway metro article articles art \
lot lots parcelle parcelles section rd rn d n t c a km page point points arret depuis en an annee \
vers page question les voie quai lineaire loi decret annexe chapitre alinea scenario option variante \
phase tranche car rer ter sortie secteur ilot feu feux version fig figure plan \
lignes express chrono bhns etape periode since in mai juin juillet janvier fevrier mars avril aout \
septembre octobre novembre decembre";

pub(super) const TOWNS: &str = "paris marseille lyon toulouse nice nantes montpellier strasbourg bordeaux \
lille rennes reims toulon grenoble dijon angers nimes villeurbanne brest tours amiens limoges metz \
besancon perpignan orleans rouen mulhouse caen nancy argenteuil montreuil roubaix tourcoing avignon \
poitiers versailles pau calais cannes colmar bourges bayonne quimper lorient vannes valence troyes \
chambery annecy niort laval ajaccio bastia tarbes chartres beauvais evreux auxerre nevers macon \
agen cahors rodez albi auch foix gap dax arles sete blois belfort epinal verdun dunkerque lens arras \
cholet angouleme perigueux aurillac moulins roanne vichy bruxelles geneve lausanne";

pub(super) const NUMBER_WORDS: &str = "zero un deux trois quatre cinq six sept huit neuf dix onze douze \
treize quatorze quinze seize dix-sept vingt trente quarante cinquante soixante septante huitante \
nonante vingts cent";

pub(super) const CONTACTS: &str = "tel telephone portable port mobile mail email e-mail courriel \
joignable contact phone cell";

pub(super) const UNDERTAKINGS: &str = "projet projets loi association asso collectif dispositif idee \
quartier ligne reseau mouvement commune intercommunalite metropole syndicat entreprise societe \
immobilier solidaire populaire immo habitat action holding consulting services assurances mutuelle \
telecom energies construction promotion developpement citoyenne ecologie verte corp inc ltd united \
bay haven shared editions press media solutions technologies capital partners invest \
ecole festival journal parti club initiative programme conseil plan acte extrait acte-de copie";

pub(super) const ENGLISH_PLACES: &str = "park hospital cinema bridge station church school college centre \
stadium palace market arms hotel theatre library museum airport square street house estate field fields \
cathedral pub green";
