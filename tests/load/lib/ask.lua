-- wrk: asks for each path in turn and looks at each answer: status 200 and a size of the page.
-- Arguments: least bytes, most bytes, paths.  The last line is for bench.mjs.
local threads = {}

function setup(thread)
	table.insert(threads, thread)
end

function init(args)
	least, most = tonumber(args[1]), tonumber(args[2])
	asked, bad, first = 0, 0, "-"
	requests = {}
	for i = 3, #args do
		requests[#requests + 1] = wrk.format("GET", args[i])
	end
end

function request()
	asked = asked + 1
	return requests[asked % #requests + 1]
end

function response(status, headers, body)
	if status ~= 200 or #body < least or #body > most then
		bad = bad + 1
		if bad == 1 then
			first = "status " .. status .. ", " .. #body .. " bytes where " .. least .. " to " .. most .. " are right"
		end
	end
end

function done(summary, latency, requests)
	local bad, first = 0, "-"
	for _, thread in ipairs(threads) do
		bad = bad + thread:get("bad")
		if thread:get("bad") > 0 then first = thread:get("first") end
	end
	local e = summary.errors
	io.write(string.format("ASKED requests=%d microseconds=%d bad=%d errors=%d first=%s\n", summary.requests, summary.duration, bad,
		e.connect + e.read + e.write + e.status + e.timeout, first))
end
