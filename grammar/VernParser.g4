// The syntax of the language: one shape of declaration, one shape of clause, windows, and rules.
//
//   KIND name [is parent] {joining value} [texts] [{ clauses }]
//   [strength] WORD value {joining value} [texts] [{ clauses }]
//
// Which words stand in which block, and what value each takes, is the schema's to say (compiler/model/schema.cpp).
// LL(1) throughout: every choice is made by the next token, and the build fails if ANTLR had to look further.
parser grammar VernParser;

options { tokenVocab = VernLexer; superClass = ParserBase; }

@parser::preinclude { #include "grammar/parser_base.h" }
@parser::header { #include "grammar/parser_base.h" }

decl
  : USE ( name | STRING )
  | RULE name LBRACE ruleClause* RBRACE
  | DEFINE name LPAREN ( name name ( COMMA name name )* )? RPAREN EQ condition
  | NAMELESS block
  | ( DECL | DECL_CLAUSE ) ( name | STRING ) ( IS refs )? join* text* block?
  ;

block : LBRACE clause* RBRACE ;

clause
  : STRENGTH? NEVER?
    ( ( CLAUSE | DECL_CLAUSE | USE | INCLUDES ) value tail?
    | BARE join* text* block?
    | WINDOW window windowJoin* text* block?
    | SEE ( STRING | name ) text*   // a name: `unknown`, `vague`
    | ASK ( CLAUSE | DECL_CLAUSE | USE ) value join*
    | GIVEN name value join*
    )
  ;

// A block right after an entry is the entry's; a block after a joining word or a text is the clause's.
tail : ( join+ text* | text+ ) block? ;

// ---- values ------------------------------------------------------------------------------------------------------

value
  : ( SUCH AS )? entry ( ( COMMA | AND | OR ) entry )*
  | STRING ( COMMA STRING )*
  | DATE
  | INT UNIT?
  | SEE STRING          // stated elsewhere
  ;

entry : NOT? name block? ;

refs : ( SUCH AS )? ref ( ( COMMA | AND | OR ) ref )* ;

ref : NOT? name ;

joinValue : refs | STRING | DATE | INT UNIT? ;

join
  : ONLY? ( plainJoin | UNDER | BEFORE | UNTIL ) joinValue
  | ( AT_MOST | AT_LEAST ) term
  ;

windowJoin : ONLY? plainJoin joinValue ;

plainJoin : OF | FOR | IN | TO | ON | BY | AS | WHEN | THEN | BECAUSE | JOIN ;

text : IDENT STRING ;

name
  : IDENT | QNAME | RULEID
  | DECL | NAMELESS | CLAUSE | DECL_CLAUSE | BARE | WINDOW | USE | RULE | DEFINE | ASK | GIVEN | UNIT
  | NOTE | COVERED | FIX | SET | ADD | REMOVE | SAFE | FIRES | FLAGGED | INCLUDES
  ;

// ---- windows -----------------------------------------------------------------------------------------------------

window : bound ( COMMA bound )* | SEE STRING ;

bound : ( AT_MOST | AT_LEAST )? term ( UNDER name )? ;

term
  : INT UNIT ( AFTER name )?
  | ( UNTIL | WHILE ) name
  | EARLIEST OF LBRACE term ( COMMA term )* RBRACE
  | name
  ;

// ---- rules -------------------------------------------------------------------------------------------------------

ruleClause
  : FOR name IN ( name | set )
  | WHEN condition
  | UNLESS condition text*
  | AT name
  | NOTE AT name text*
  | COVERED BY STRING ( COMMA STRING )*
  | BECAUSE text+
  | FIRES ON ( AS OF DATE )? LBRACE decl* RBRACE
  | FIX ( SET name TO argument | ADD name ( TO argument )? | REMOVE name )? SAFE? text*
  | BARE text+
  | ( CLAUSE | DECL_CLAUSE ) value ( IN refs )?
  ;

condition : operand ( ( AND | OR ) operand )* ;

operand
  : NOT* ( LPAREN condition RPAREN
         | QUANT name IN name COLON operand
         | COUNT OF name amount
         | argument test?
         )
  ;

test
  : IS NOT? ( QUANT OF set | name )
  | HAS name
  | FLAGGED name
  | INCLUDES argument
  | MENTIONS name
  | EQUALS argument
  | ( BEFORE | AFTER ) argument
  | LONGER THAN argument ( AFTER name )?
  | NEVER ( CLAUSE | HAPPENS TO name )
  | amount
  ;

amount : ( AMOUNT THAN | AT_LEAST | AT_MOST ) argument ;

argument : atom ( PLUS atom )* ;

atom
  : INT UNIT?
  | DATE
  | STRING
  | name ( LPAREN ( argument ( COMMA argument )* )? RPAREN )?
  ;

set : LBRACE argument ( COMMA argument )* RBRACE ;
