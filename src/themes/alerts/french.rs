//! What speaks of danger in French, as data: classes of words, rules, evidence.
//!
//! Words are folded. The notation is that of `themes::cues`; a rule reads
//! `family severity weight : phrase & phrase`, all its phrases in one sentence. Weight 4
//! says all by itself, 3 wants one sign that it is about somebody or somewhere, 2 wants
//! two, 1 only adds to another.

use super::tables::Tables;

pub(super) const TABLES: Tables = Tables {
    classes: CLASSES,
    rules: RULES,
    idioms: IDIOMS,
    negators: "pas aucun aucune jamais sans ni zero nul nulle",
    hypotheses: "si_un_jour\nsi_jamais\nsi il|on|quelqu|un ~4 arriv*|avait|devait\nimaginez|imaginons|supposons\nen_cas d|de\nau_cas_ou\nen_prevision\nseraient|serait|pourrait|pourraient|risquerait\net_si\nun_jour_il_y_a\nle_jour_ou\nquand_il_y_aura",
    past: "il_y_a ~1 @ages ans\nautrefois|jadis|naguere\na_l_epoque\ndans_les_annees\nquand_j_etais\navant_guerre\nancetre*|arriere",
    resolved: "a|ont ~2 regle|resolu|repare*|securise*\nete ~2 regle*|resolu*|repare*|securise*|refait*\nc_est ~1 regle|repare|fini|parfait\nn est|sont plus ~2 cas|danger*\ndepuis ~3 tout_va_bien\ndesormais|dorenavant ~4 surveill*|securis*|calme|bien",
    general: GENERAL,
    personal: "j|je|ma|mon|mes|moi|m|nous|notre|nos\nchez nous|moi\non a|dort|entend|nous|m|utilise|est",
    someone: "@someone",
    dated: DATED,
    placed: PLACED,
    pursued: PURSUED,
    exposed: EXPOSED,
};

const CLASSES: &str = include_str!("french/classes.txt");

const IDIOMS: &str = "
mange|mangeons pas ~1 de|d
explose* ~1 en_plein_vol
flamb*|explos* ~2 prix|loyers
en_finir avec
je|j|on|nous coupe|coupons|ferme ~1 eau|robinet|chauffage|electricite|lumiere
feu|feux pieton|pietons|rouge|rouges|vert|tricolore*|velo|velos
couvre*_feu
peur pour|que ~2 avenir|planete|retraite
a_bout de_souffle|bras|portant
abuse* ~1 de ~1 pouvoir|autorite|droit|aide*|systeme|langage
coup*_de gueule|fouet|projecteur|balai|jeune|coeur|klaxon|soleil|vent|feu_de|fil|tete_pour
mal au_coeur
etat|situation d_urgence
medecin*_urgence|aux_urgences_pour_rien
urgence* climatique|ecologique|sociale|sanitaire
souffre* ~1 de|d ~2 manque|image|solitude_urbaine
malade* ~1 quand|de_voir
infecte ~1 odeur
virus|bacterie* informatique*
infection* ~1 nosocomiale*
force de|est
dehors les|le|la|ces|macron|tous
degage* ~1 moyens|budget|du_temps|argent
suis|ete frappe*|touche*|saisi* de|par_la|par_l|par_le|par_votre|par_cette|par_ce|par_ces|par_tant
suicid* ecologique|collectif|economique|politique|social
attentat suicide
pouss* ~3 a|vers
ca|cela|ce_qui m|me|nous touche*|frappe*|a_frappe|a_touche
touche* ~2 euros|retraite|rsa|salaire|allocation*|chomage|aide*|apl|aah|pension|impot*|prime
m|me|nous oblige*|force*|pousse* a
suivi*|suivre|suit ~1 formation|cours|dossier*|exemple|conseil*|etude*|regle*|scolarite|stage
harcele* ~1 de courrier*|mail*|pub*|taxes|amendes|controles
menace ruine
mordre la_poussiere
fait avoir|plaisir
tape* ~1 sur ~1 clou*|doigts|nerfs|dessus
triste|bete|beau a_mourir
boxe|judo|karate|combat club|sport
attaqu* ~1 au|aux|a_la|le|l
tomb* ~2 en_panne
tomb* malade*|amoureu*|bien|juste|a_l_eau|d_accord|en_ruine*|nez_a_nez
mort*|mourir|mourr*|meur* de rire|honte|soif|ennui|trouille
noye*|noyer dans ~1 foule|masse|flot|dette*|paperasse|dossiers|bruit
mange|mangent|manger|mangeons ~1 plus ~1 de|que|quasiment|rarement|viande
noye*|noyer le_poisson|dans_la_masse|sous_les|sous_des|sous_la
crev* de chaud|rire|soif
arbre* ~2 malade*
en panne|retard|chute_libre
prix ~3 gaz|essence|eau
facture* ~3 gaz|eau
usine_a_gaz
gaz ~2 effet_de_serre|naturel|schiste|echappement|ville
gaz_a_effet
coup*_de main|pouce|coeur|fil|peinture|frein
coup_de poignard|massue|grace|theatre
garde d_enfant*|alternee|partagee
agression* visuelle*|sonore*|publicitaire*
tombe*_du_ciel
main|mains dans_le_sac
tete haute|froide|hors
casse tete|pieds|croute
malade* du|de_la
harcelement fiscal|publicitaire|telephonique|des_automobilistes|administratif
menac* de ~1 ne|fermer|supprimer|disparaitre|retirer|couper|plus
balle* ~1 match|tennis|foot|perdue
balle_au centre|bond
tire*|tirer ~3 chapeau|ficelles|vers_le_haut|vers_le_bas|parti|lecon*
fait|faire|font tomb* ~2 prix
bout_de_bras
mort politique|cliniqu*
rentr* chez_lui|chez_elle
";

const GENERAL: &str = "
femmes|victimes ~1 de_violences
lutte_contre|violences_faites
prevoir|prevenir|prendre_en_compte|proteger
faut|faudrait|faudra|fodrait
devrait|devraient|doit|doivent|devons|devrions
lutte|lutter|luttons|combattre|combat contre
priorite*|prioritaire*
interdi*|punir|sanctionn*|condamn*|peine|peines|penal*|justice|juge*|expuls* ~3 delinquant*
former|formation*|eduquer|education|sensibilis*|prevention
eviter|empecher|afin_de|pour_ne_plus
gouvernement*|etat|france|francais|francaise*|europe*|pays|nation|national*|republique
loi|lois|societe|politique*|president|ministre*|depute*|macron|senat*
impot*|taxe*|subvention*|budget|depense*
les femmes|jeunes|gens|migrants|immigres|riches|pauvres|agriculteurs|policiers|citoyens|arabes|musulmans|etrangers|sdf|medecins|soignants|chomeurs|animaux|chasseurs|patients|handicapes|retraites
aux femmes|enfants|jeunes|gens|personnes
des personnes|gens|etrangers|migrants
davantage|supprim*|renforc*|developp*|encourag*|favoris*|obliger|creer|mettre_en_place|augment*
faites_aux
en_general
taux|nombre_de|victimes|collectivite|humanite|civilisation
sexisme|homophobie|racisme|transphobie|xenophobie|antisemitisme|discriminations
trop_souvent|partout_en|parfois_meme
";

const DATED: &str = "
hier|recemment|tantot
ce matin|soir|midi|mois|printemps|week
cette nuit|semaine|annee|rentree
cet ete|hiver|automne|apres
semaine*|mois|annee|ete|hiver|nuit|an dernier*|derniere*|passe|passee
l_autre jour|soir|matin|nuit
lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche
janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre
noel|paques|toussaint|la_rentree
depuis ~1 @n jour*|semaine*|mois|ans|nuits
depuis longtemps|que|hier|lundi|mardi|le|noel|la
il_y_a ~1 @n jour*|jours|semaine*|mois|heure*
il_y_a|ya|y_a ~1 @n jour*|jours|semaine*|mois
tous|toutes les ~1 jour*|soir*|matin*|nuit*|semaine*|mercredi*|week
chaque jour|soir|matin|nuit|semaine
encore|deja
2020|2021|2022|2023|2024|2025|2026|2027
deuxieme|troisieme|quatrieme|cinquieme|2e|3e|4e|deux_fois|trois_fois|plusieurs_fois
";

const PLACED: &str = "
rue|avenue|boulevard|bd|impasse|quai|allee|chemin|route|place de|du|des|d|la|l|le|les|haute|basse|principale
au|du|le|la|l|notre|mon|ma|ce|cette|cet|chaque|un|une|sa|son ~1 @place
au|du n|numero|bout|8|12|14|coin|pied|bord|fond|dessus|croisement
bloc|batiment|hall|escalier|porte|etage|residence|cite|parking|ligne|bus|arret|lotissement
devant|derriere|sous le|la|l|chez|notre
@place de|du
";

const PURSUED: &str = "
rien ne_change|n_a_change
aucune_suite|sans_suite|tout_le_monde_s_en
peuvent|peut rien
la_police|gendarmerie dit|dis|me
renvoye* ~2 maison|chez|lendemain
s_en_servir|s_en_fout|s_en_moque
signale*|signalement*
prevenu*|alerte*|averti*
toujours pas|rien|la|pareil|en_place|dedans|sans|la
rien ~3 fait|change|bouge
n_a_rien
personne ne|n
personne ~1 vient|repond|fait|bouge|intervient
aucune reponse|suite|reaction
sans suite|reponse
pas_de reponse|suite
jamais ~1 repare*|change*|repondu|passe
refuse ~2 travaux|changer|reparer
plainte*|main_courante
on|j|nous a|ai|avons appele|ecrit
dit|repond|repondent|disent d_attendre|que|toujours
attendre ~4 mort*|drame*|viol|accident*|blesse*
";

const EXPOSED: &str = "
jouent|jouer|s_appuie*
petits|petit|petite
etais|poutres
enfants|ecoliers|collegiens|lyceens|eleves|gamins|gosses|petits|pietons|passants|poussette*|bebe*
ecole*|creche*|maternelle|college|recre|cour_de
dessous|en_dessous|au_dessus|sur_la_tete|hauteur_d_enfant
va|vont ~4 mort*|blesse*|tuer|effondrer|drame|tomber|le_prendre
un_jour ~2 quelqu|on|il
attendre ~4 mort*|drame*|viol|accident*|blesse*
a @n metre*|metres
pompier*|urgence*|samu|ambulance*|hopital|hospitalis*|police|gendarme*
peur|terrorise*|ose_plus|osent_plus|n_ose*
il_gele
expert*|technicien*|medecin*|infirmier*
";

const RULES: &str = include_str!("french/rules.txt");
