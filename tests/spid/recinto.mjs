/*
 * The workers of siz-spid live behind a fence of the kernel (OS-2): no program, no process, no socket but
 * those of this machine, no file but those named.  All other tests of this folder run on fenced workers.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { Client, end, is, ok } from '../http/client.mjs';

is((await new Client().get('/spid/metadata')).status, 200, 'siz-spid is there');
const worker = (pid) => { try { return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] === `${process.env.VAR}/program/siz-spid`; } catch { return false; } };
const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && worker(name));
ok(pids.length >= 2, 'its workers', pids.join(' '));
for (const pid of pids) {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	ok(/^Seccomp:\s*2$/m.test(status), 'calls are filtered', status.match(/^Seccomp:.*$/m)?.[0]);
	ok(/^NoNewPrivs:\s*1$/m.test(status), 'no new rights', status.match(/^NoNewPrivs:.*$/m)?.[0]);
}
const log = execFileSync('sh', ['-c', `cat "${process.env.VAR}"/log/*spid*.log`], { encoding: 'utf8' });
ok(!/event=fence (?!sockets)/.test(log), 'and the kernel lacked nothing of it', log.match(/event=fence.*/)?.[0]);
end();
