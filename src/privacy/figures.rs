//! Well-known names, folded: history, stories, brands, national politics. Data only.

/// Figures of history and of stories, and brands made of a name.
pub(super) const KNOWN: &str = "victor hugo, jean jaures, jules ferry, jean moulin, charles de gaulle, \
general de gaulle, simone veil, marie curie, pierre curie, pierre et marie curie, louis pasteur, \
emile zola, jean mace, jean monnet, robert schuman, jacques brel, georges brassens, paul eluard, \
louis aragon, albert camus, jean jacques rousseau, jeanne d arc, leon blum, pierre mendes france, \
mendes france, aristide briand, anatole france, george sand, jules verne, rosa parks, \
nelson mandela, martin luther king, martin luther, josephine baker, olympe de gouges, \
lucie aubrac, germaine tillion, simone de beauvoir, maryse bastie, edith piaf, salvador allende, \
che guevara, karl marx, adam smith, pablo picasso, claude monet, paul cezanne, henri matisse, \
vincent van gogh, auguste rodin, camille claudel, honore de balzac, gustave flaubert, guy moquet, \
guy de maupassant, charles baudelaire, arthur rimbaud, paul verlaine, jacques prevert, \
antoine de saint exupery, jean mermoz, louis bleriot, roland garros, gustave eiffel, \
louis armand, denis papin, blaise pascal, rene descartes, pierre de coubertin, jean bart, \
leonard de vinci, michel ange, jules guesde, jules valles, jules michelet, jules grevy, \
louise michel, rosa luxemburg, maximilien robespierre, georges clemenceau, georges pompidou, \
raymond poincare, paul bert, ferdinand buisson, jean zay, jean rostand, jean giono, \
marcel pagnol, marcel proust, marcel cerdan, marcel sembat, andre malraux, andre gide, \
andre breton, boris vian, edouard herriot, edouard vaillant, francois rabelais, \
francois villon, marie de france, madame de sevigne, madame bovary, madame de stael, \
alexandre dumas, alfred de musset, pierre de ronsard, pierre corneille, jean racine, \
jean de la fontaine, jean baptiste clement, jean baptiste lully, claude debussy, \
maurice ravel, hector berlioz, erik satie, johann sebastian bach, wolfgang amadeus mozart, \
frederic chopin, charles aznavour, joe dassin, johnny hallyday, serge gainsbourg, jean gabin, \
jean marais, gerard philipe, brigitte bardot, alain delon, coluche, abbe pierre, abbe gregoire, \
mere teresa, anne frank, albert einstein, isaac newton, charles darwin, marie antoinette, \
napoleon bonaparte, louis philippe, henri iv, louis xiv, jules cesar, christophe colomb, \
vasco de gama, winston churchill, john kennedy, john fitzgerald kennedy, abraham lincoln, \
george washington, george orwell, franklin roosevelt, franklin d roosevelt, joseph staline, \
adolf hitler, youri gagarine, angela davis, frida kahlo, hannah arendt, simone weil, \
marguerite duras, marguerite yourcenar, colette, berthe morisot, suzanne lenglen, \
alice milliat, alice guy, ada lovelace, florence arthaud, eric tabarly, bernard hinault, \
raymond poulidor, jacques anquetil, zinedine zidane, michel platini, just fontaine, tony garnier, \
le corbusier, jean nouvel, renzo piano, henri dunant, henri barbusse, henri sellier, \
maurice thorez, maurice genevoix, gabriel peri, ambroise croizat, danielle casanova, \
missak manouchian, pierre semard, pierre brossolette, pierre bourdieu, pierre rabhi, \
rene cassin, rene dumont, rene char, rene coty, robert badinter, robert desnos, robert doisneau, \
thomas pesquet, thomas piketty, greta thunberg, jacques chirac, jacques delors, jacques cartier, \
jacques tati, jacques cousteau, francois mitterrand, valery giscard d estaing, michel rocard, \
pierre beregovoy, philippe petain, marechal petain, marechal foch, marechal leclerc, \
general leclerc, general patton, docteur schweitzer, docteur roux, docteur calmette, \
albert schweitzer, albert calmette, saint exupery, \
leroy merlin, yves rocher, jean louis david, franck provost, marie blachere, louis vuitton, \
christian dior, pierre cardin, jacques vabre, jacques dessange, camille albane, \
jean claude biguine, saint algue, monsieur bricolage, mr bricolage, m bricolage, pierre fabre, \
alain afflelou, eric bompard, thomas cook, calvin klein, tommy hilfiger, jack daniel s, \
ben jerry, martin brower, paul ricard, marie claire, jacques borel, agnes b, krys group, \
franprix, monsieur propre, monsieur tout, madame tout, madame irma, monsieur patate, \
monsieur jourdain, monsieur prudhomme, pere noel, pere lachaise, pere fouettard, pere dodu, \
mere michel, robin des bois, jean valjean, arsene lupin, harry potter, don quichotte, \
sherlock holmes, mickey mouse, donald duck, big brother, alice au pays, blanche neige, \
chapelle sixtine, creative commons, franc cfa, jackie chan, john connor, hong kong, sierra leone, long beach, dow jones, san francisco, san marin, porto rico, costa rica, \
new york, charlie hebdo, soeur emmanuelle, monsieur hulot, madame figaro, docteur house, dr house, robin hood, \
mother teresa, queen mary, queen victoria, king charles, prince charles, mickey mouse, john deere, john doe, jean dupont la joie, uncle sam, rose croix, marie jeanne, \
maitre nageur, maitre chanteur, george floyd, nahel merzouk, adama traore, samuel paty, \
michel audiard, albert londres, pierre desproges, raymond devos, louis de funes, jacques doillon, \
anne sylvestre, boby lapointe, pierre soulages, georges haussmann, baron haussmann, michel colucci, \
bernard pivot, jean d ormesson, michel serres, edgar morin, bruno latour, jacques ellul, ivan illich, \
andre gorz, milton friedman, john maynard keynes, friedrich hayek, jacques attali, alain damasio, \
jean moliere, michel sardou, jean jacques goldman, claude francois, charles trenet, renaud sechan, \
florence foresti, fernand raynaud, thierry le luron, jamel debbouze, omar sy, gad elmaleh, \
antoine griezmann, kylian mbappe, didier deschamps, tony parker, teddy riner, laure manaudou, \
yannick noah, amelie mauresmo, alain prost, aime jacquet, michael jackson, bob marley, bob dylan, \
john lennon, elvis presley, freddie mercury, david bowie, stephen king, stephen hawking, \
philip k dick, george lucas, steven spielberg, charlie chaplin, buster keaton, agatha christie, \
jane austen, charles dickens, virginia woolf, william shakespeare, lewis carroll, isaac asimov, \
franz kafka, sigmund freud, friedrich nietzsche, emmanuel kant, emmanuel mounier, john rawls, \
maria montessori, celestin freinet, francoise dolto, bernard stiegler, frederic bastiat, \
benjamin franklin, thomas jefferson, thomas more, neil armstrong, lance armstrong, \
usain bolt, mohamed ali, muhammad ali, malcolm x, desmond tutu, mahatma gandhi, dalai lama, \
ho chi minh, mao zedong, fidel castro, hugo chavez, saddam hussein, oussama ben laden, \
edward snowden, julian assange, aaron swartz, linus torvalds, richard stallman, tim berners lee, \
alan turing, john von neumann, nicolas fouquet, jean baptiste colbert, jacques necker, \
charles martel, hugues capet, saint louis, louis xvi, louis xv, henri ii, francois ii, charles v, \
carlos ghosn, bernard arnault, vincent bollore, francois pinault, xavier niel, bernard tapie, \
pere castor, petit nicolas, pere goriot, mere courage, jean charcot, commandant charcot, dominique bernard, arnaud beltrame, claude bernard, \
louis braille, louis lumiere, louis lepine, louis blanc, auguste blanqui, auguste comte, \
ernest renan, eugene sue, eugene delacroix, eugene pottier, georges bizet, georges guynemer, \
georges perec, hubert reeves, jean luc lagarce, jean vilar, jean cocteau, jean renoir, \
jean perrin, jean lurcat, jean philippe rameau, jean paul sartre, joachim du bellay, \
joseph kessel, jules renard, jules massenet, leo ferre, leo lagrange, leon gambetta, \
marc bloch, marc chagall, marie laurencin, max jacob, max dormoy, michel de montaigne, \
nicolas copernic, olof palme, oscar wilde, oscar niemeyer, pablo neruda, paul bocuse, \
paul claudel, paul doumer, paul gauguin, paul langevin, paul painleve, paul valery, \
paul vaillant couturier, paul signac, pierre loti, raoul follereau, raymond aubrac, \
romain rolland, romain gary, salvador dali, sarah bernhardt, stephane mallarme, \
stephane hessel, theodore monod, victor schoelcher, vincent auriol, walt disney, \
willy brandt, yves montand, yves klein, barack obama, donald trump, joe biden, kamala harris, \
vladimir poutine, volodymyr zelensky, xi jinping, bill gates, elon musk, mark zuckerberg, \
jeff bezos, steve jobs, francois premier, francois ier, elisabeth ii, charles iii, jean paul ii, \
pape francois";

/// National figures of French politics: flagged as officials, as they are spoken about.
pub(super) const POLITICIANS: &str = "emmanuel macron, nicolas sarkozy, francois hollande, \
marine le pen, jean marie le pen, jean luc melenchon, jordan bardella, elisabeth borne, \
gabriel attal, michel barnier, francois bayrou, gerald darmanin, jean castex, edouard philippe, \
bruno le maire, bruno retailleau, eric zemmour, yannick jadot, marine tondelier, fabien roussel, \
olivier faure, francois ruffin, segolene royal, lionel jospin, dominique de villepin, \
manuel valls, bernard cazeneuve, anne hidalgo, valerie pecresse, xavier bertrand, \
laurent wauquiez, sebastien lecornu, rachida dati, clement beaune, agnes pannier runacher, \
christophe bechu, barbara pompili, nicolas hulot, yael braun pivet, gerard larcher, \
eric ciotti, nathalie arthaud, philippe poutou, jean lassalle, nicolas dupont aignan, \
raphael glucksmann, sandrine rousseau, mathilde panot, manuel bompard, aurore berge, \
amelie de montchalin, agnes buzyn, olivier veran, jean michel blanquer, pap ndiaye, \
marlene schiappa, cecile duflot, dominique voynet, francois fillon, alain juppe, christine lagarde, \
macron, sarkozy, hollande, le pen, melenchon, bardella, darmanin, castex, zemmour, retailleau, \
wauquiez, pecresse, hidalgo, schiappa, castaner, buzyn, veran, blanquer, fillon, juppe, villepin, \
chirac, mitterrand, giscard, jospin, trump, poutine, biden, obama, zelensky, \
keir starmer, boris johnson, rishi sunak, theresa may, david cameron, tony blair, \
christophe castaner, axelle lemaire, marisol touraine, najat vallaud belkacem, benoit hamon, \
arnaud montebourg, francois de rugy, muriel penicaud, benjamin griveaux, sibeth ndiaye, \
margaret thatcher, angela merkel, olaf scholz, ursula von der leyen";
