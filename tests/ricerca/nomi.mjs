/*
 * Names of invented persons, the commonest first: the weight of the one at place n is 1 / (n + 8),
 * roughly as surnames and names are spread in Italy.  Written by hand for the tests; nobody's data.
 */
const words = (text) => text.trim().split(/\s+/).map((word) => word.replaceAll('_', ' '));

export const cognomi = words(`
Rossi Ferrari Russo Bianchi Romano Gallo Colombo Costa Fontana Conti Esposito Ricci Bruno De_Luca Moretti Marino Greco Barbieri Lombardi Giordano
Rizzo Cassani Mancini Galli Martini Leone Longo Gentile Martinelli Vitale Serra Coppola De_Santis D'Angelo Marchetti Parisi Villa Conte Ferraro Fabbri
Caruso Mariani Rinaldi Santoro Ferrara Lombardo Ferri Bianco Marini Grasso Valentini Messina Sala De_Angelis Gatti Pellegrini Palumbo Sanna Farina Rizzi
Monti Cattaneo Morelli Amato Silvestri Mazza Testa Grassi Pellegrino Carbone Giuliani Benedetti Barone Rossetti Caputo Montanari Guerra Palmieri Bernardi Martino
Fiore De_Rosa Ferretti Bellini Basile Riva Donati Piras Vitali Battaglia Sartori Neri Costantini Milani Pagano Ruggiero Sorrentino D'Amico Orlando Negri
Boccardi Goglio Dragoni Zucchetti Bassi Bertoli Uggeri Cremonesi Ghezzi Grioni Vigorelli Pavesi Locatelli Brambilla Fumagalli Cazzulani Maiocchi Cerri Curti Dossena
Bergamaschi Invernizzi Manzoni Mascheroni Meazza Minoia Negroni Oldani Orsini Pagani Passerini Pedrazzini Perego Pozzi Premoli Quaini Raimondi Rancati Recagni Riboni
Sangalli Scotti Secchi Spelta Stroppa Tonani Tresoldi Vailati Vanelli Zaninelli Zoppi Acquistapace Albertini Aliprandi Anelli Arrigoni Asti Bagnoli Baldini Ballerini
Balzarini Barozzi Bartolini Basilico Beccaria Belloni Beltrami Benvenuti Berti Bettinelli Bianchini Boffelli Bonetti Bonfanti Boni Bonomi Borghi Boselli Bosoni Bottani
Bracchi Braghieri Bruschi Calvi Camisani Campagnoli Canevari Caprara Carenzi Carminati Castelli Cavalli Ceresa Chiesa Chiodaroli Cigognini Codecasa Comandu' Contardi Corbellini
Corrada Crespi Croce Cucchi Cunico Dadda Daccò D'Addezio D'Alessandro D'Andrea D'Aniello D'Ambrosio D'Agostino D'Onofrio D'Urso Dall'Olio Dalla_Torre Dell'Acqua Dell'Orto Della_Giovanna
Del_Vecchio De_Marco De_Simone De_Vecchi Di_Stefano Di_Giovanni Di_Lorenzo Di_Matteo Di_Pietro Di_Marzo Lo_Presti Lo_Monaco La_Rosa La_Porta Li_Causi Eusebi Fasoli Felissari Fiorani Folli
Foletti Formenti Franchi Frigerio Fusari Gaboardi Galimberti Gandini Garavaglia Gargioni Gazzola Gelmini Gemelli Generani Geroli Gianelli Gibelli Giroletti Gnocchi Gorla
Granata Grazioli Griffini Guaitamacchi Guerini Iacobelli Iannone Iovine Jacono Jannello Kofler Laudadio Lazzari Livraghi Lodigiani Lucchini Lunghi Luppi Maestri Maffi
Maggi Maglio Magnaghi Malusardi Manara Mangiarotti Marazzi Marchesi Marcolini Marnini Marzatico Massari Mazzucchi Mazzola Melzi Merli Micheli Migliorini Mignani Molinari
Mondini Monfredini Moroni Mosca Mulazzi Nicolini Noli Novati Nozza Odone Olivieri Opizzi Orlandi Ottolini Paini Pallavera Panigada Parazzini Pasquali Pasetti
Pezzini Piacentini Pizzamiglio Podestà Polenghi Pomati Porchera Prandini Quartieri Quattrocchi Raffaldi Rebughini Reali Ripamonti Rivolta Roncoroni Rota Rovida Ruggeri Saccomani
Salvaderi Samarani Sanfilippo Santagostino Sbarufatti Scaglioni Scarpini Schiavini Sciacca Scialpi Sciarra Scognamiglio Senna Sfondrini Soffientini Sommariva Squintani Stefanoni Taglioretti Tansini
Tavazzi Tedoldi Tirelli Toscani Trabattoni Traversoni Uccelli Ughetti Valsecchi Vecchietti Verdelli Vergani Vignati Visigalli Vitaloni Zacchetti Zambelli Zanaboni Zanoncelli Zecchini
Agnelli Agosti Bagnaschi Cagnoni Ciccarelli Cigoli Ghidoni Ghisolfi Gnesi Montagna Pugni Segantini Tagliabue Vignola Zagni Aiello Bellucci Cappelletti Carrara Ciocca
`);

export const donne = words(`
Maria Anna Giuseppina Rosa Angela Giovanna Teresa Lucia Carmela Caterina Francesca Antonietta Carla Elena Concetta Rita Margherita Franca Paola Laura
Giulia Chiara Sara Martina Valentina Alessandra Silvia Elisa Federica Alice Giorgia Sofia Aurora Emma Ginevra Beatrice Greta Vittoria Matilde Noemi
Luisa Daniela Patrizia Antonella Roberta Cristina Barbara Monica Michela Simona Stefania Marta Ilaria Veronica Cinzia Donatella Gabriella Graziella Loredana Mariangela
Maria_Grazia Maria_Teresa Anna_Maria Rosanna Marisa Adele Agnese Assunta Bruna Celestina Clelia Domenica Elisabetta Emilia Enrica Ernesta Eugenia Filomena Fiorella Gianna
Irene Jessica Gessica Katia Catia Letizia Lidia Liliana Ludovica Maddalena Mirella Nadia Nicoletta Ornella Pierangela Raffaella Renata Rebecca Rossella Sabrina
Serena Sonia Tiziana Ughetta Vanessa Virginia Ylenia Ilenia Zoe Azzurra Camilla Carolina Diletta Debora Deborah Eleonora Erica Erika Gaia Miriam
`);

export const uomini = words(`
Giuseppe Giovanni Antonio Mario Luigi Francesco Angelo Vincenzo Pietro Salvatore Carlo Franco Domenico Bruno Paolo Michele Giorgio Aldo Sergio Luciano
Marco Andrea Alessandro Matteo Lorenzo Luca Davide Simone Stefano Roberto Fabio Federico Riccardo Leonardo Tommaso Gabriele Edoardo Mattia Filippo Daniele
Alberto Massimo Claudio Maurizio Enrico Giacomo Emanuele Nicola Nicolò Niccolò Gianluca Gianpaolo Giampaolo Gian_Carlo Giancarlo Pier_Luigi Pierluigi Marco_Antonio Christian Cristian
Achille Adriano Agostino Alfredo Amedeo Ambrogio Arturo Attilio Battista Benito Bartolomeo Camillo Cesare Cristiano Dario Diego Elia Emilio Ernesto Ettore
Eugenio Ezio Fausto Felice Ferdinando Fiorenzo Gaetano Gennaro Gerardo Ginò Gino Giulio Gregorio Guglielmo Guido Ignazio Ivan Jacopo Iacopo Lamberto
Leopoldo Livio Manuel Marcello Mauro Michelangelo Mirko Mirco Nazzareno Oreste Orazio Osvaldo Pasquale Piero Raffaele Renato Rocco Romeo Samuele Silvano
`);

/* Foreign names with the ways in which the same one is written; each way is somebody's. */
const ways = (text) => text.trim().split(/\s+/).map((one) => one.split('/').map((word) => word.replaceAll('_', ' ')));
export const stranieri = {
	cognomi: ways(`Mohamed/Mohammed/Muhammad Hussain/Hussein/Husein El_Sayed/Elsayed/El_Said Ben_Ali/Benali Ahmed/Ahmad Hoxha/Hodja Shehu/Scehu Xhafa/Giafa Popescu Ionescu
		Shevchenko/Scevcenko/Shevcenko Kovalenko Bondarenko Singh/Sing Kaur Chen Zhang/Zang Hu Wang Diop/Diope Ndiaye/N'Diaye Traoré Diallo/Dialo Sow Cissé Mensah/Mensa Okafor Hernández
		García Fernández Rodríguez Quispe Mendoza Pérez Silva Dos_Santos Abdallah/Abdalla Rahman/Rahaman Khan/Kan Hossain Begum Çela Gjoka/Gioka Kaçani Marku Muresan Dumitru Stoica`),
	nomi: ways(`Mohamed/Mohammed/Muhammad/Mohamad Fatima/Fatma/Fathima Youssef/Yussef/Yusuf/Jussef Aicha/Aisha/Aiscia Khadija/Kadija/Hadija Ahmed/Ahmad Mustapha/Mustafa/Moustafa Rachid/Rashid/Rascid
		Xhulia/Giulia Ionut Mihai/Mihaj Elena Olena Oleksandr/Aleksandr Yuliya/Julia/Iulia Svitlana/Svetlana Andriy/Andrij Jaspreet/Giaspreet Gurpreet Li Wei Amina/Aminah Samira Hamza/Hamzah
		José María Juan Carlos Jesús Blerim Arben Besnik Drita Valbona Mamadou/Mamadu Ousmane/Usmane/Osman Abdoulaye/Abdulaye Ibrahim/Ibrahima Khaled/Kaled Omar/Umar Leila/Layla/Laila`),
};

/* The same dice for the same seed, on any machine. */
export function dice(seed) {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

function weighted(list) {
	const sums = [];
	let sum = 0;
	list.forEach((_, n) => sums.push(sum += 1 / (n + 8)));
	return (roll) => {
		const at = roll * sum;
		let low = 0, high = sums.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (sums[middle] < at)
				low = middle + 1;
			else
				high = middle;
		}
		return list[low];
	};
}

/* Persons without end, one in eight with foreign parents, one in twelve with two surnames or a
 * second name. */
export function* persone(seed) {
	const roll = dice(seed);
	const cognome = weighted(cognomi), donna = weighted(donne), uomo = weighted(uomini);
	const straniero = weighted(stranieri.cognomi), forestiero = weighted(stranieri.nomi);
	const one = (list) => list[Math.floor(roll() * list.length)];
	for (;;) {
		const female = roll() < 0.54, foreign = roll() < 0.125;
		let surname = foreign ? one(straniero(roll())) : cognome(roll());
		let name = foreign && roll() < 0.85 ? one(forestiero(roll())) : female ? donna(roll()) : uomo(roll());
		if (roll() < 0.03)
			surname += ' ' + cognome(roll());
		if (roll() < 0.06)
			name += ' ' + (female ? donna(roll()) : uomo(roll()));
		const day = new Date(Date.UTC(1926, 0, 1) + Math.floor(Math.pow(roll(), 0.8) * 99 * 365.25) * 86400000).toISOString().slice(0, 10);
		yield { cognome: surname, nome: name, sesso: female ? 'F' : 'M', nata: day };
	}
}
