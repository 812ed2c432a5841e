# The rooms of app/ know only those above them.  Input: all sources; output: one line a violation.
# A noun's room (soggetto, pratica...) may know every technical room and the other nouns; files
# directly below app/ know everything.
BEGIN {
	count = split("base http db page form access job door web", list, " ")
	for (i = 1; i <= count; i++) rank[list[i]] = i
}
FNR == 1 {
	path = FILENAME
	sub(/^.*app\//, "", path)
	room = path ~ /\// ? substr(path, 1, index(path, "/") - 1) : ""
	noun = room != "" && !(room in rank) && room != "gen"
}
function wrong(why) { printf "%s:%d: %s\n", FILENAME, FNR, why }

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, part, "\"")
	if (part[2] !~ /\//) {
		if (part[2] == "query.h" && (noun || room == "" || rank[room] > rank["db"])) next
		if (part[2] == "query.h") { wrong("the queries are known only below db/"); next }
		next  # a neighbour of the same folder
	}
	other = substr(part[2], 1, index(part[2], "/") - 1)
	if (room == "" || other == room) next
	if (room == "gen") { if (other != "base" && part[2] != "db/db.h") wrong("gen/ knows only base/ and db/db.h"); next }
	if (noun) next
	if (!(other in rank)) wrong(room "/ is a technical room and may not know " other "/")
	else if (rank[other] >= rank[room]) wrong(room "/ may not know " other "/, which lies below it")
}
# Libraries that one room alone knows.
/^[ \t]*#[ \t]*include[ \t]*</ {
	split($0, part, /[<>]/)
	header = part[2]
	if (header ~ /^fcgi/ && room != "http") wrong("fcgi is known only to http/")
	if (header ~ /libpq|postgresql/ && room !~ /^(db|gen|job|comandi)$/) wrong("libpq is known only to db/, gen/, job/ and comandi/")
	if (header ~ /ClearSilver|^(cs|cgi|util)\// && room != "page" && path != "form/definition_file.c") wrong("ClearSilver is known only to page/ and form/definition_file.c")
	if (header ~ /^curl\// && room != "door") wrong("curl is known only to door/")
}
