// The words of the language. A word belongs to one class, and the class decides how it may be used; the parser
// grammar knows the classes only. So the vocabulary grows here (and in compiler/syntax/words.def) alone.
lexer grammar VernLexer;

// ---- words that head a declaration -------------------------------------------------------------------------------

DECL
  : 'policy' | 'controller' | 'dpo' | 'party' | 'subject' | 'recipient' | 'state' | 'circumstance'
  | 'activity' | 'tracker' | 'promise' | 'claim' | 'duty'
  | 'definition' | 'prose' | 'test' | 'choice' | 'param' | 'order' | 'table' | 'row' | 'vocabulary' | 'silence' ;

// A declaration without a name of its own: a policy has one of each.
NAMELESS : 'scope' | 'defaults' | 'rights' | 'changes' | 'security' ;

// Both a declaration and a clause: `data salary is …` and `data name, email`.
DECL_CLAUSE
  : 'data' | 'purpose' | 'basis' | 'contact' | 'channel' | 'place' | 'event' | 'measure' | 'safeguard' | 'right'
  | 'condition' | 'law' | 'section' ;

USE    : 'use' ;
RULE   : 'rule' ;
DEFINE : 'define' ;

// ---- words that head a clause ------------------------------------------------------------------------------------

// A value follows: names, texts in quotes, a date, a number or a duration.
CLAUSE
  : 'version' | 'effective' | 'reviewed' | 'languages' | 'audience' | 'profile' | 'role' | 'edition'
  | 'name' | 'brand' | 'org_number' | 'address' | 'kind' | 'sector' | 'led_by' | 'arrangement' | 'representative' | 'country'
  | 'email' | 'phone' | 'visit_address' | 'post_address' | 'web' | 'handles'
  | 'covers' | 'excludes' | 'channels' | 'requires' | 'children' | 'ages' | 'acts_for'
  | 'includes_data' | 'form' | 'history' | 'relinked'
  | 'located' | 'accessed' | 'agreement' | 'measures' | 'uses' | 'certified'
  | 'own_purposes' | 'authorisation' | 'transfer_assessment' | 'secrecy'
  | 'mode' | 'obtained' | 'withdrawn' | 'informed' | 'whose' | 'balancing'
  | 'reported' | 'judged' | 'begins' | 'ends' | 'exercised'
  | 'subjects' | 'device' | 'message' | 'source' | 'share' | 'provide' | 'combine' | 'reuses' | 'profiling' | 'decision'
  | 'inputs' | 'accept'
  | 'category' | 'provider' | 'lifetime' | 'carrier' | 'refusal' | 'details'
  | 'process' | 'collect' | 'store' | 'keep' | 'transfer' | 'sell' | 'identify' | 'access'
  | 'complain' | 'fee' | 'proof' | 'supersedes' | 'published' | 'notify' | 'takes_effect' | 'marks' | 'entry'
  | 'cites' | 'flags' | 'alias' | 'dpv' | 'match' | 'fides' | 'fides_match' | 'successor' | 'retired' | 'article' | 'letter'
  | 'needs_law' | 'possible_for' | 'iso' | 'adequacy_from' | 'adequacy_until' | 'url' | 'in_force' | 'ended' | 'status'
  | 'of_law' | 'verified' | 'value' | 'follows' | 'house' | 'told'
  | 'id' | 'level' | 'expect' ;

// Nothing but texts, or joining words, follow: `title en "…"`, `applies when …`.
BARE
  : 'title' | 'text' | 'means' | 'interest' | 'topics' | 'effect' | 'trigger' | 'called' | 'logic' | 'applies' | 'answer'
  | 'otherwise' | 'delegates' | 'short' | 'noun' | 'way' | 'adequacy_limit' | 'described' | 'copy' | 'says' | 'asks' ;

// A window follows.
WINDOW : 'retain' | 'minimum' | 'maximum' ;

ASK    : 'ask' ;
GIVEN  : 'given' ;

// ---- words of rules ----------------------------------------------------------------------------------------------

UNLESS  : 'unless' ;
NOTE    : 'note' ;
COVERED : 'covered' ;
FIX     : 'fix' ;
SET     : 'set' ;
ADD     : 'add' ;
REMOVE  : 'remove' ;
SAFE    : 'safe' ;
FIRES   : 'fires' | 'passes' ;
HAS     : 'has' | 'lacks' ;
QUANT   : 'any' | 'all' | 'no' ;
COUNT   : 'count' ;
AMOUNT  : 'more' | 'fewer' ;
LONGER  : 'longer' | 'shorter' ;
THAN    : 'than' ;
FLAGGED : 'flagged' ;
INCLUDES: 'includes' ;
EQUALS  : 'equals' ;
MENTIONS: 'mentions' ;
HAPPENS : 'happens' ;
PLUS    : 'plus' ;

// ---- small words: never names ------------------------------------------------------------------------------------

STRENGTH : 'does' | 'may' | 'sometimes' | 'usually' | 'aims_to' ;
NEVER    : 'never' ;
IS       : 'is' ;
NOT      : 'not' ;
AND      : 'and' ;
OR       : 'or' ;
SUCH     : 'such' ;
SEE      : 'see' ;
// One token, since `at` alone begins a clause of a rule.
AT_MOST  : 'at' [ \t\r\n]+ 'most' ;
AT_LEAST : 'at' [ \t\r\n]+ 'least' ;
AT       : 'at' ;
EARLIEST : 'earliest' | 'latest' ;
WHILE    : 'while' ;
UNTIL    : 'until' ;
AFTER    : 'after' ;
BEFORE   : 'before' ;
UNDER    : 'under' ;
OF       : 'of' ;
FOR      : 'for' ;
IN       : 'in' ;
TO       : 'to' ;
ON       : 'on' ;
BY       : 'by' ;
AS       : 'as' ;
WHEN     : 'when' ;
THEN     : 'then' ;
BECAUSE  : 'because' ;
// Joining words that begin nothing else.
JOIN     : 'with' | 'from' | 'outside' | 'through' | 'within' | 'every' | 'keeping' ;
ONLY     : 'only' | 'except' ;

UNIT     : 'hour' | 'hours' | 'day' | 'days' | 'week' | 'weeks' | 'month' | 'months' | 'year' | 'years' ;

// ---- names, texts, numbers ---------------------------------------------------------------------------------------

// A dotted name is one token, so that no segment of it can be taken for a word of the language.
// Later segments may begin with a digit: gdpr.art6.1.b.
QNAME  : SEGMENT ( '.' ( LETTER | DIGIT )+ )+ ;
IDENT  : SEGMENT ;
RULEID : [A-Z] [A-Z0-9]* ( '-' [A-Z0-9]+ )+ ;
DATE   : DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT '-' DIGIT DIGIT ;
// As people write dates elsewhere: the message says how it is done here.
ODD_DATE
  : DIGIT DIGIT? [./-] DIGIT DIGIT? [./-] DIGIT DIGIT DIGIT DIGIT
  | DIGIT DIGIT DIGIT DIGIT [./-] DIGIT DIGIT? [./-] DIGIT DIGIT? ;
INT    : DIGIT+ ;
STRING : '"' ( '\\' . | ~["\\] )* '"' ;
// Runs to the end of the file: the message speaks of the missing quote.
OPEN_STRING : '"' ( '\\' . | ~["\\] )* '\\'? ;

LBRACE : '{' ;
RBRACE : '}' ;
LPAREN : '(' ;
RPAREN : ')' ;
COMMA  : ',' ;
COLON  : ':' ;
EQ     : '=' ;

COMMENT : '//' ~[\r\n]* -> skip ;
SPACE   : [ \t\r\n]+ -> skip ;
// Quotation marks that word processors make. Signs outside ASCII are shown to the lexer as below (see signs.h).
WRONG_QUOTE : ['`] | '\u0002' '\u0003'* ;
BAD     : '\u0001' '\u0003'* | . ;

fragment SEGMENT : LETTER ( LETTER | DIGIT )* ;
// Every byte of a letter outside ASCII is shown to the lexer as one of these (see signs.h).
fragment LETTER  : [A-Za-z_] ;
fragment DIGIT   : [0-9] ;
