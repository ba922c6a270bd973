/** Names as they are borne, the common ones first. The pet forms are those that people sign with. */
interface Culture {
  given: readonly string[];
  family: readonly string[];
  /** Beginnings and ends that rarer family names are put together of. */
  heads: readonly string[];
  tails: readonly string[];
}

const list = (text: string) => text.trim().split(/\s*,\s*/);

export const cultures: Readonly<Record<string, Culture>> = {
  english: {
    given:
      list(`James, Mary, Robert, Patricia, John, Jennifer, Michael, Linda, David, Elizabeth, William, Barbara, Richard, Susan,
      Joseph, Jessica, Thomas, Sarah, Christopher, Karen, Charles, Lisa, Daniel, Nancy, Matthew, Betty, Anthony, Sandra, Mark, Margaret,
      Donald, Ashley, Steven, Kimberly, Andrew, Emily, Paul, Donna, Joshua, Michelle, Kenneth, Carol, Kevin, Amanda, Brian, Melissa,
      Timothy, Deborah, Ronald, Stephanie, George, Rebecca, Jason, Sharon, Edward, Laura, Jeffrey, Cynthia, Ryan, Kathleen, Jacob, Amy,
      Nicholas, Angela, Gary, Shirley, Eric, Anna, Jonathan, Brenda, Stephen, Pamela, Larry, Emma, Justin, Nicole, Scott, Helen, Brandon,
      Samantha, Benjamin, Katherine, Samuel, Christine, Gregory, Debra, Alexander, Rachel, Patrick, Carolyn, Frank, Janet, Raymond,
      Catherine, Jack, Maria, Dennis, Heather, Jerry, Diane, Tyler, Julie, Aaron, Olivia, Nathan, Joyce, Henry, Virginia, Zachary,
      Victoria, Douglas, Kelly, Peter, Lauren, Adam, Christina, Walter, Joan, Harold, Evelyn, Theodore, Judith, Terence, Abigail`),
    family:
      list(`Smith, Johnson, Williams, Brown, Jones, Miller, Davis, Wilson, Anderson, Taylor, Thomas, Moore, Jackson, Martin, Lee,
      Thompson, White, Harris, Clark, Lewis, Robinson, Walker, Young, Allen, King, Wright, Scott, Hill, Green, Adams, Nelson, Baker, Hall,
      Campbell, Mitchell, Carter, Roberts, Phillips, Evans, Turner, Parker, Collins, Edwards, Stewart, Morris, Murphy, Cook, Rogers, Morgan,
      Cooper, Reed, Bailey, Bell, Kelly, Howard, Ward, Cox, Richardson, Wood, Watson, Brooks, Bennett, Gray, James, Hughes, Price, Myers,
      Long, Foster, Sanders, Ross, Powell, Sullivan, Russell, Jenkins, Perry, Butler, Barnes, Fisher, Henderson, O'Brien, O'Connor,
      McDonald, MacLeod, McCarthy, FitzGerald, Pemberton-Clarke, Wood-Harrison`),
    heads: list(
      'Ash, Black, Brad, Brom, Cald, Cran, Dun, East, Fair, Gar, Hart, Har, Kings, Lang, Mar, Nor, Oak, Pres, Rams, Stan, Thorn, Wake, West, Whit',
    ),
    tails: list(
      'bourne, bridge, brook, bury, combe, cott, den, dale, field, ford, grave, ham, hurst, ington, land, ley, lock, man, more, ridge, stead, ton, well, wick, worth',
    ),
  },
  german: {
    given:
      list(`Thomas, Sabine, Michael, Susanne, Andreas, Petra, Stefan, Andrea, Wolfgang, Claudia, Klaus, Birgit, Jürgen, Karin, Peter,
      Martina, Christian, Stefanie, Frank, Kerstin, Uwe, Heike, Markus, Anja, Matthias, Katharina, Jörg, Nicole, Martin, Julia, Hans,
      Ursula, Günther, Renate, Björn, Jürgen, Sebastian, Anna, Tobias, Lena, Alexander, Johanna, Maximilian, Hannah, Florian, Franziska,
      Hans-Peter, Karl-Heinz, Anne-Marie, Konstantin, Friederike, Moritz, Käthe, Jochen, Götz, Sören`),
    family:
      list(`Müller, Schmidt, Schneider, Fischer, Weber, Meyer, Wagner, Becker, Schulz, Hoffmann, Schäfer, Koch, Bauer, Richter, Klein,
      Wolf, Schröder, Neumann, Schwarz, Zimmermann, Braun, Krüger, Hofmann, Hartmann, Lange, Schmitt, Werner, Krause, Meier, Lehmann, Köhler,
      Herrmann, König, Walter, Mayer, Huber, Kaiser, Fuchs, Peters, Lang, Scholz, Möller, Weiß, Jung, Hahn, Vogel, Keller, Günther, Frank,
      Groß, Berger, Winkler, Roth, Beck, Lorenz, Baumann, Franke, Böhm, Strauß, von der Heyden, von Bülow, Müller-Lüdenscheidt`),
    heads: list(
      'Alten, Brand, Burg, Dorn, Eich, Falken, Grün, Hasel, Hohen, Kron, Linden, Löwen, Mühl, Neu, Ober, Rosen, Schön, Stein, Trauten, Unter, Wald, Weiden, Zell',
    ),
    tails: list(
      'acker, bach, bauer, berg, burg, dorf, feld, fels, hagen, hausen, heim, hof, horst, mann, meier, müller, stätter, stein, tal, wald, wirth, wald, brück',
    ),
  },
  romance: {
    given:
      list(`José, María, Antonio, Carmen, Francisco, Ana, Juan, Isabel, Manuel, Laura, Javier, Lucía, Daniel, Elena, Alejandro, Sofía,
      François, Amélie, Jean, Hélène, Pierre, Cécile, Étienne, Zoé, Jérôme, Chloé, Rémi, Aurélie, Jean-Luc, Marie-Claire, Benoît,
      Giuseppe, Giulia, Marco, Francesca, Luca, Chiara, Alessandro, Valentina, Lorenzo, Federica, João, Conceição, Tiago, Inês, Gonçalo`),
    family:
      list(`García, Rodríguez, González, Fernández, López, Martínez, Sánchez, Pérez, Gómez, Martín, Jiménez, Hernández, Díaz, Álvarez,
      Moreno, Muñoz, Romero, Núñez, García López, Ruiz Fernández, Dubois, Lefèvre, Moreau, Laurent, Lambert, Bonnet, François, Mercier,
      Béranger, de la Fontaine, Rossi, Russo, Ferrari, Esposito, Bianchi, Romano, Colombo, Ricci, Marino, Greco, De Luca, D'Angelo,
      Silva, Santos, Ferreira, Gonçalves, Araújo, Magalhães`),
    heads: list(
      'Bel, Bon, Cal, Cam, Car, Cas, Del, Fal, Fer, Gal, Lan, Mal, Man, Mon, Mor, Pal, Per, Ram, Sal, San, Tor, Val, Vil',
    ),
    tails: list(
      'acci, agne, andez, ardo, aro, avel, ella, enti, era, ero, etti, iani, illo, ino, oglio, ona, oni, osa, ucci, utti, zano',
    ),
  },
  northern: {
    given:
      list(`Lars, Anna, Jan, Ingrid, Erik, Karin, Björn, Åsa, Søren, Maja, Jørgen, Kirsten, Henrik, Astrid, Øyvind, Solveig, Willem, Sanne,
      Pieter, Anneke, Joost, Fleur, Piotr, Katarzyna, Krzysztof, Małgorzata, Paweł, Agnieszka, Łukasz, Zofia, Tomáš, Jiří, Šárka, Zoltán, László`),
    family:
      list(`Andersson, Johansson, Nilsson, Eriksson, Larsson, Hansen, Olsen, Jensen, Nielsen, Pedersen, Sørensen, Jørgensen, Bergström,
      Sjöberg, Ångström, de Vries, van den Berg, van Dijk, Bakker, Visser, de Jong, van der Meer, Nowak, Kowalski, Wiśniewski, Wójcik,
      Kamiński, Lewandowski, Zieliński, Dvořák, Novák, Černý, Nagy, Szabó, Kovács`),
    heads: list(
      'Ahl, Berg, Björk, Dal, Ek, Fors, Gran, Hag, Hed, Holm, Kvarn, Lind, Lund, Mal, Nord, Ros, Sand, Sol, Sten, Strand, Vester, Ås, Öst',
    ),
    tails: list(
      'berg, blad, blom, by, dahl, feldt, fors, gaard, gren, holm, kvist, lund, man, mark, qvist, sen, sson, stad, strand, ström, vik, wall',
    ),
  },
};

/** What people are called at work by those who know them. */
export const petForms: Readonly<Record<string, readonly string[]>> = {
  James: ['Jim', 'Jimmy', 'Jamie'],
  Robert: ['Rob', 'Bob', 'Bobby'],
  Patricia: ['Pat', 'Patty', 'Trish'],
  John: ['Jack', 'Johnny'],
  Jennifer: ['Jen', 'Jenny'],
  Michael: ['Mike', 'Mick'],
  David: ['Dave'],
  Elizabeth: ['Liz', 'Beth', 'Betsy', 'Lizzie', 'Eliza'],
  William: ['Will', 'Bill', 'Billy', 'Liam'],
  Barbara: ['Barb'],
  Richard: ['Rick', 'Dick', 'Rich', 'Richie'],
  Susan: ['Sue', 'Susie'],
  Joseph: ['Joe', 'Joey'],
  Jessica: ['Jess'],
  Thomas: ['Tom', 'Tommy'],
  Christopher: ['Chris', 'Kit'],
  Charles: ['Charlie', 'Chuck'],
  Daniel: ['Dan', 'Danny'],
  Matthew: ['Matt'],
  Anthony: ['Tony'],
  Margaret: ['Maggie', 'Peggy', 'Meg'],
  Donald: ['Don'],
  Steven: ['Steve'],
  Kimberly: ['Kim'],
  Andrew: ['Andy', 'Drew'],
  Joshua: ['Josh'],
  Kenneth: ['Ken'],
  Timothy: ['Tim'],
  Deborah: ['Deb', 'Debbie'],
  Ronald: ['Ron'],
  Stephanie: ['Steph'],
  Rebecca: ['Becky', 'Becca'],
  Edward: ['Ed', 'Ted', 'Eddie'],
  Jeffrey: ['Jeff'],
  Cynthia: ['Cindy'],
  Kathleen: ['Kathy', 'Kath'],
  Jacob: ['Jake'],
  Nicholas: ['Nick'],
  Jonathan: ['Jon', 'Jonny'],
  Stephen: ['Steve'],
  Samantha: ['Sam'],
  Benjamin: ['Ben'],
  Katherine: ['Kate', 'Katie', 'Kathy'],
  Samuel: ['Sam'],
  Christine: ['Chris', 'Chrissy'],
  Gregory: ['Greg'],
  Alexander: ['Alex', 'Sascha', 'Xander'],
  Patrick: ['Pat', 'Paddy'],
  Raymond: ['Ray'],
  Catherine: ['Cathy', 'Cate'],
  Nathan: ['Nate'],
  Zachary: ['Zach'],
  Victoria: ['Vicky', 'Tori'],
  Douglas: ['Doug'],
  Theodore: ['Ted', 'Theo'],
  Judith: ['Judy'],
  Abigail: ['Abby'],
  Walter: ['Walt'],
  Harold: ['Harry', 'Hal'],
  Michelle: ['Shelly', 'Mich'],
  Amanda: ['Mandy'],
  Wolfgang: ['Wolf', 'Wolfi'],
  Katharina: ['Kathi', 'Käthe'],
  Maximilian: ['Max'],
  Sebastian: ['Basti', 'Seb'],
  Stefanie: ['Steffi'],
  Susanne: ['Susi', 'Sanne'],
  Matthias: ['Matze'],
  Franziska: ['Franzi'],
  Konstantin: ['Konsti'],
  Tobias: ['Tobi'],
  Florian: ['Flo'],
  Johanna: ['Hanna'],
  Francisco: ['Paco', 'Fran'],
  José: ['Pepe'],
  Alejandro: ['Alex', 'Ale'],
  Giuseppe: ['Beppe'],
  Francesca: ['Fra', 'Chicca'],
  Alessandro: ['Ale', 'Sandro'],
  Katarzyna: ['Kasia'],
  Małgorzata: ['Gosia'],
  Willem: ['Wim'],
  Pieter: ['Piet'],
};
