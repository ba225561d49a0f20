//! Subjects on which consultations divide, with the words for and against each.
//!
//! A list for towns in general: what people oppose in words that share no stem ("tondre" and
//! "laisser pousser"). Subjects named by one word alone need no entry, their stem will do.
//! A term that begins with `=` counts only as the object of a claim, with `=!` only where it is all
//! the object ("construire", not "construire une patinoire"); the others are wishes
//! by themselves ("gratuité", "off the lead"). Less of a nuisance is put with its source:
//! "moins de bruit" and "moins de concerts" are one side.

/// A subject: terms that want it and terms that want its contrary, by language.
pub(super) struct Subject {
    pub french: (&'static str, &'static str),
    pub english: (&'static str, &'static str),
    /// A quality of other things ("gratuit"): both sides must speak of the same thing.
    pub quality: bool,
}

const fn subject(
    french: (&'static str, &'static str),
    english: (&'static str, &'static str),
) -> Subject {
    Subject {
        french,
        english,
        quality: false,
    }
}

/// All subjects, in a fixed order.
pub(super) const SUBJECTS: &[Subject] = &[
    // Building.
    subject(
        (
            "=!construi*, =!construction*, =!constructions, =!batir, =!batissez, =beton, =betonn*, \
            =betonis*, =pavillons, \
            construi* des logements, construi* du logement, construi* des maisons, \
            construi* des appartements, batir des logements, batir du logement, =lotissement*, =urbanis*, =artificialis*, =immeuble*, =terrains a batir, \
            =terrains constructibles, =droits a construire, =logements neufs, =maisons neuves, \
            =etalement urbain, =promoteurs, =programmes immobiliers, =parcelles, =densifi*",
            "=terres agricoles, =terres, =champs, =prairies, =espaces naturels, =zones humides, \
            =terres cultivables",
        ),
        (
            "=!build, =!building, build homes, build houses, build more homes, build more houses, \
            build flats, =new homes, =new houses, =new housing, =new flats, =housing estate*, \
            =developers, =housing development*, =new estates",
            "=green belt, =farmland, =fields, =countryside, =green fields",
        ),
    ),
    // Free of charge.
    Subject {
        french: (
            "gratuit*, gratos, sans payer",
            "=payant*, faire payer, faites payer",
        ),
        english: (
            "=free, free of charge, for free, ^free",
            "=pay, =charg*, paid",
        ),
        quality: true,
    },
    // Cars.
    subject(
        (
            "=voiture*, =automobil*, =autos, =acces en voiture, =circulation automobile, \
            =stationnement, =places de parking, =places de stationnement, rouvrir a la circulation",
            "=pietonn*, sans voiture*, sans les voitures, fermer aux voitures, \
            fermee aux voitures, rendue aux pietons, rendre aux pietons, =peage urbain",
        ),
        (
            "=car, =cars, =parking, =car parking, =parking spaces, =traffic, =car access",
            "=pedestrianis*, pedestrianise*, car free, traffic free, =low traffic neighbourhood*",
        ),
    ),
    // Mowing.
    subject(
        (
            "=tond*, =tonte*, =debroussaill*, =herbe coupee, =desherb*",
            "laisse* pousser, laissons pousser, laissez pousser, fauche tardive, \
            fauchage tardif, =herbes hautes, =herbe haute, =prairie* fleurie*, =friche*, \
            =zones sauvages, =herbes folles, =coins sauvages",
        ),
        (
            "=mow*, cut the grass, neat lawn*, keep it tidy, =tidy, =verges cut, \
            =grass cut*, =strim*, =cutting, =weeding, =short grass, =spraying, =neat",
            "go wild, grow wild, grow long, run wild, let it grow, grass grow, left long, \
            =long grass, =wild areas, =wild corners, =rewild*, =wildflower*, \
            =meadows, left to grow, leave it to nature",
        ),
    ),
    // Dogs.
    subject(
        (
            "chiens libres, sans laisse, lacher les chiens, =lacher, chiens en liberte, \
            chiens laches, detacher les chiens, detacher nos chiens",
            "en laisse, =laisse obligatoire, laisse obligatoire, =museliere*, tenus en laisse",
        ),
        (
            "off the lead, off lead, off leash, off the leash, off their lead*, \
            dogs run free, let dogs run, =dogs free",
            "on lead, on leads, on a lead, on a short lead, on the lead, ^leads on, on leash*, \
            on a leash, =lead rule*, =leash rule*, ^leads for dogs, =leads, =dog leads, \
            dogs on leads, on short leads",
        ),
    ),
    // Rents and landlords.
    subject(
        (
            "=encadr*, encadr* les loyers, encadrement des loyers, loyers encadres, \
            plafonn* les loyers, plafonnement des loyers, loyers plafonnes, loyer plafonne, \
            bloqu* les loyers, blocage des loyers, loyers bloques, gel* les loyers, \
            gel des loyers, limit* les loyers, limit* le prix des loyers, loyer maximum, =permis de louer",
            "laisse* les proprietaires, laissez les proprietaires, laissez les bailleurs, \
            libre de louer, \
            libres de louer, liberte des loyers, liberte des proprietaires",
        ),
        (
            "=rent control*, cap rents, cap the rents, =rent cap*, rent cap*, rent freeze, \
            freeze rents, freeze the rents, limit rents",
            "leave landlords alone, let landlords, leave landlords",
        ),
    ),
    // Social housing.
    subject(
        (
            "=hlm, =logements sociaux, =logement social, =immeubles sociaux, \
            =habitat social, =logements aides, =immeuble social, ^hlm, ^des hlm, \
            ^des logements sociaux, ^un logement social",
            "",
        ),
        (
            "=social housing, =council housing, =council houses, =council homes, \
            =affordable homes, =affordable housing, =social homes",
            "",
        ),
    ),
    // Events and quiet.
    subject(
        (
            "=festival*, =fete*, =concert*, =animation*, =evenement*, =spectacle*, =bruit, \
            =nuisances sonores, =musique, =guinguette*, =bal, =soirees, =feux d artifice",
            "=calme, =silence, =tranquillite",
        ),
        (
            "=festival*, =fair, =fairs, =fete*, =event*, =gig*, =live music, =concert*, \
            =noise, =music, =party, =parties, \
            =fireworks, ^live music, =loud",
            "=peace, =quiet, ^quiet hours, ^some peace, =peace and quiet, ^peace and quiet",
        ),
    ),
    // Surveillance.
    subject(
        (
            "=camera*, =videosurveillance, =videoprotection, =video surveillance, \
            =video protection",
            "",
        ),
        ("=cctv, =camera*, =surveillance camera*", ""),
    ),
    // Light at night.
    subject(
        (
            "=eclair*, =lampadaire*, =reverbere*, =pollution lumineuse, =lumiere*",
            "extinction de l eclairage, extinction nocturne, =trame noire, =obscurite, \
            =ciel etoile, =nuit noire",
        ),
        (
            "=lighting, =street light*, =streetlight*, =lamps, =lights, =light pollution",
            "=dark sky, =dark skies, =darkness",
        ),
    ),
    // Slow traffic.
    subject(
        (
            "=ralentisseur*, =dos d ane, =zone 30, =zones 30, =radar*, =chicane*, \
            =coussins berlinois, ville a 30, passer a 30, limiter a 30",
            "=limite a 50, revenir a 50, repasser a 50",
        ),
        (
            "=speed bump*, =speed hump*, =20mph, =20 mph, =speed camera*, =chicane*, \
            =speed limits, =traffic calming",
            "",
        ),
    ),
    // Food of canteens.
    subject(
        (
            "=vegetarien*, =vegan*, repas sans viande, menus sans viande, menu sans viande, \
            =repas vegetariens, =menus vegetariens",
            "=viande*",
        ),
        ("=vegetarian*, =vegan*, =meat free, =meatless", "=meat"),
    ),
    // Taxes.
    Subject {
        french: (
            "=impots locaux, =impot local, =taxe fonciere, =taxes locales, =fiscalite locale",
            "",
        ),
        english: ("=council tax, =local taxes, =business rates", ""),
        quality: true,
    },
    // Height.
    subject(
        (
            "=etages, =tours, =gratte ciel, =immeubles hauts, construi* en hauteur, \
            =surelevation*, construi* plus haut, surelever, immeubles plus hauts, \
            batiments plus hauts",
            "construire plus bas, limit* les immeubles, limit* la hauteur, immeubles moins hauts",
        ),
        (
            "=tower block*, =high rise*, =tall buildings, =storeys, =towers, =skyscraper*, \
            build higher, build up",
            "=low rise",
        ),
    ),
    // Trees.
    subject(
        (
            "=arbre*, =platane*, =vegetalis*, =verdure, =plantations, =tilleuls",
            "",
        ),
        ("=tree, =trees", ""),
    ),
    // Bicycles.
    subject(
        (
            "=piste* cyclable*, =voie* cyclable*, =bandes cyclables, =velo, =velos, \
            =amenagements cyclables",
            "",
        ),
        (
            "=cycle lane*, =bike lane*, =cycle path*, =cycle track*, =bikes, =cyclists",
            "",
        ),
    ),
    // Hunting.
    subject(
        ("=chasse, =chasseurs, =battues", ""),
        ("=hunting, =hunt, =shooting, =cull*, =hunters", ""),
    ),
    // Holiday lets.
    subject(
        (
            "=meuble* touristique*, =meubles de tourisme, =locations saisonnieres, =airbnb, \
            =gites, =location saisonniere, =locations de courte duree",
            "",
        ),
        (
            "=holiday let*, =short term let*, =airbnb*, =holiday homes, =second homes",
            "",
        ),
    ),
    // Waste.
    subject(
        (
            "=ramassage*, =collecte, =collectes, =tournees de poubelles, =passages du camion",
            "",
        ),
        ("=bin collection*, =collections, =weekly collection*", ""),
    ),
];
