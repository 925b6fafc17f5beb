// A client made from the desk's own description: reads the status, gives a shed and reads the orders.
// node client.js ADDRESS TOKEN, and one JSON object is written.
import createClient from "openapi-fetch";
import type { paths } from "./desk";

declare const process: { argv: string[]; exit(code: number): never };
declare const console: { log(text: string): void; error(text: string): void };

const [address, token] = process.argv.slice(2);
const desk = createClient<paths>({ baseUrl: address, headers: { Authorization: `Bearer ${token}` } });

function fail(problem: { code: string; detail: string } | undefined): never {
  console.error(problem ? `${problem.code}: ${problem.detail}` : "no answer");
  process.exit(1);
}

const status = await desk.GET("/api/v1/status");
if (!status.data) fail(status.error);
const running: number = status.data.groups.reduce((sum, group) => sum + group.running, 0);
const power: number = status.data.power_mw;

const shed = await desk.POST("/api/v1/orders", {
  body: { kind: "shed", to_mw: 0.05, within_seconds: 60, reason: "typed client", by: "client" },
  headers: { "Idempotency-Key": "typed-1" },
});
// A stop is answered with a word to say it again; a shed never is.
if (!shed.data || !("verdict" in shed.data)) fail(shed.error);

// The answer comes before the pass that took the order has ended, and the list shows it from the end of that pass on.
const most = 100;
let orders = await desk.GET("/api/v1/orders");
for (let tries = 1; orders.data?.orders.length === 0 && tries < most; tries++) {
  await new Promise((done) => setTimeout(done, 100));
  orders = await desk.GET("/api/v1/orders");
}
if (!orders.data) fail(orders.error);

// The types know the kinds, and not which field a kind needs: a hold is on or off.
const wrong = await desk.POST("/api/v1/orders", { body: { kind: "hold", reason: "typed client", by: "client" } });

console.log(
  JSON.stringify({
    running,
    power_mw: power,
    verdict: shed.data.verdict,
    level_mw: shed.data.level_mw,
    orders: orders.data.orders.map((order) => order.id),
    refused: wrong.error?.code,
  }),
);
