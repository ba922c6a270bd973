/**
 * Forms of one given name, a line each, as `foldText` spells them. Short forms of several names stand in several lines:
 * two forms agree when some line holds both, so Alex agrees with Alexander and with Alexandra, and those two do not agree.
 */
const lines = `
abigail abby gail
abraham abe bram
adelaide addie
agnes aggie nessa
alan allan allen al
albert al bert bertie
alberto beto
alejandro alex ale jandro
alejandra alex ale jandra
aleksander alex olek
aleksandra alex ola
alexander alex alec al sandy sasha xander lex
alexandra alex sandra sandy sasha lexi
alexei aleksei alyosha lyosha
alfred al fred alfie
alice ali allie
alison allison ali allie
amanda mandy
amelia amy millie
anastasia nastya ana stacy
andrea andi
andreas andi
andrew andy drew
andrzej andrew
angela angie
anna ann anne annie ana
hanna hannah
antonio tony toni tono
anthony antony tony ant
arthur art artie
augustus gus
barbara barb barbie babs
bartholomew bart
bartlomiej bartek
beatrice bea trixie
benjamin ben benny benji
bernard bernie
bernadette bernie
bradley brad
brandon bran
bridget bridie
calvin cal
cameron cam
carolina caro
caroline carrie caro lina
carolyn carol
cassandra cass cassie
catherine katherine kathryn katharine kathy cathy kate katie kat kay cate kitty
charles charlie chuck chaz
charlotte charlie lottie lotte char
christian chris christ
christina kristina chris chrissy tina christy kristi
christine kristine chris chrissy tina
christopher chris kit topher
christoph chris stoffel
clifford cliff
constance connie
cornelius neil con
cynthia cindy
daniel dan danny dani
daniela dani
danielle dani
david dave davey
deborah debra deb debbie
dennis den denny
desmond des
dmitri dmitry dima mitya
dominic dom nick
dominik dom nik
donald don donnie
dorothy dot dottie dolly
douglas doug
edmund ed eddie ned
eduardo edu lalo
edward ed eddie ted teddy ned
edwin ed eddie
eleanor elinor ellie nell nora
elizabeth elisabeth liz lizzie beth betty eliza lisa libby bess betsy elise lisbeth
elena lena helena
emily em emmy
emma em
enrique quique
ernest ernie
eugene gene
evelyn evie
ezekiel zeke
federico fede
ferdinand ferdi
florence flo florrie
frances fran franny fanny
francesca fran chesca
francesco franco
francisco paco pancho cisco
francis frank fran
franklin frank
franz franzi
frederick frederic fred freddie rick
friedrich fritz fred
gabriel gabe gabi
gabriela gabi
gabriele gabi
genevieve jenny viv
geoffrey jeffrey geoff jeff
george georgie
georgina gina georgie
gerald gerry jerry
gerard gerry jerry
geraldine gerry
gertrude trudy gert
gilbert gil bert
giovanni gianni vanni
giuseppe beppe peppe
graham gray
gregory greg
grzegorz greg grzesiek
guillermo memo guille
guadalupe lupe
gwendolyn gwen wendy
hans johannes johann
harold harry hal
harriet hattie
heinrich heinz heiner
helen nell nellie
henry harry hank hal
herbert herb bert
howard howie
hubert bert
ignacio nacho
irene rena
isabel isabella isabelle bella izzy belle isa
isabella bella izzy
isidore izzy
ivan vanya
jacob jake
jacqueline jackie
jaime jim
jakub kuba
james jim jimmy jamie jem
jan johannes
janet jan
janice jan
jason jay
jasmine jas
jean jeanie
jennifer jen jenny jenn
jeremiah jerry jem
jeremy jez jem
jerome jerry
jessica jess jessie
jesus chuy
joan joanie
joanna jo joey
joanne jo
joachim jochen achim
johannes hannes
john jack johnny jon
jonathan jon jonny johnny nathan
jorg joerg
jose pepe
josef sepp jupp
joseph joe joey jo
josephine jo josie
joshua josh
juan juanito
judith judy jude
julia jules juli
julian jules
juliana juli
katarzyna kasia
katharina kathi kati
kenneth ken kenny
kevin kev
kimberly kim kimberley
konstantin kostya
kristen kris kristin
kristopher kris
krzysztof krzys chris
lawrence laurence larry laurie
leonard len lenny leo
leonardo leo
leopold leo
leslie les
lewis louis lou lew louie
lillian lily lil
louise lou lulu
lucas luke
lucille lucy
lucia lucy
luis lucho
luigi gigi
magdalena magda lena
malgorzata gosia
malcolm mal
marcus marc mark
margaret maggie meg peggy marge margie greta rita madge
margarita rita
margarethe grete gretel
maria marie
mariana mari
marjorie marge
martha marty
martin marty
martina tina
mary molly polly
mateusz mati
matthew matt matty
matthias matze mathias
matilda tilly tilda
maureen mo
maurice mo
maximilian max maxi
maxwell max
melanie mel
melissa mel missy lissa
melvin mel
michael mike mick mickey mikey micha
michaela mica
michal michael
michelle shelly mich
mikhail misha
mildred millie
mitchell mitch
mohammed muhammad mohamed mohammad mo
mohamed mohammed
montgomery monty
monica mon
moritz mo
nancy nan
natalia nat talia natasha
natalie nat
nathan nate nat
nathaniel nate nat nathan
nicholas nick nicky nicolas
nicola nicky
nicole nicky nikki
nikolai kolya nick
nikolaus klaus niko nick
norman norm
oliver ollie oli
olivia liv livvy
oscar ozzie
oswald ozzie
pamela pam
patricia pat patty trish tricia
patrick pat paddy rick
paul paulie
paula pauly
pavel pasha
peter pete
penelope penny
philip phillip phil pip
piotr piotrek
phyllis phyl
priscilla cilla
rachel rae
ralph ralphie
ramon moncho
randall randy
randolph randy
raymond ray
rebecca becky becca bec
reginald reg reggie
ricardo ricky rico
richard rick rich dick richie ricky
robert rob bob bobby robbie bert robin
roberta bobbie
roberto beto
roderick rod rick
rodney rod
roger rog
roland rollie
ronald ron ronnie
rosalind ros roz
rosemary rosie rose
rudolf rudi
rudolph rudy
russell russ
salvador chava
salvatore sal turi
samantha sam sammy
samuel sam sammy
sandra sandy
sarah sara sally sadie
sebastian seb bastian basti sebi
sergei sergey seryozha
sergio checo
sharon shaz
shirley shirl
sidney sid
silvester sly
simon si
sofia sophie sonya
sophia sophie
solomon sol
stanley stan
stanislaw stan staszek
stefan steffen
stefanie steffi
stephanie steph stephie
stephen steven steve stevie
stewart stuart stu
susan suzanne susanne sue suzie susie suzy
susanna sue suzie
svetlana sveta lana
sylvester sly
sylvia syl
tabitha tabby
tamara tammy
tatiana tanya
terence terrence terry
teresa theresa terry tess tessa
thaddeus tad thad
theodore ted teddy theo
theodor theo
thomas tom tommy
timothy tim timmy
tobias tobi toby
tomasz tomek
tristan tris
ulrich uli
ulrike uli
valentina val
valerie val
vanessa nessa
veronica ronnie vera
victor vic
victoria vicky vicki tori
vincent vince vinnie
vincenzo enzo
viktoria viki
virginia ginny ginger
vladimir vlad vova volodya
vivian viv
walter walt wally
wendy wen
wilhelm willi willy
wilfred wilf fred
william will bill billy willie liam
wojciech wojtek
winifred winnie fred
winston win
yekaterina katya
yevgeny zhenya
yusuf yousef
zachary zach zack
zbigniew zbyszek
`;

const linesOf = new Map<string, string[][]>();

for (const line of lines.trim().split('\n')) {
  const forms = line.split(' ');
  for (const form of forms) linesOf.set(form, [...(linesOf.get(form) ?? []), forms]);
}

/** Every form that agrees with a given name as `foldText` spells it, the name itself first. */
export function formsOfGivenName(name: string): ReadonlySet<string> {
  return new Set([name, ...(linesOf.get(name) ?? []).flat()]);
}

/** Whether two given names, as `foldText` spells them, are forms of one name. */
export function agreeAsGivenNames(a: string, b: string): boolean {
  return linesOf.get(a)?.some((forms) => forms.includes(b)) ?? false;
}

/** Whether the table knows this word, as `foldText` spells it, as a given name. */
export function isGivenName(word: string): boolean {
  return linesOf.has(word);
}
