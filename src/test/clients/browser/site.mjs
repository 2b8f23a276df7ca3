// A service on loopback: the files of the module, and whatever answers the rest.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, normalize } from "node:path";

export async function startSite(resources, answer = () => ({ status: 404 })) {
  const server = createServer(async (request, response) => {
    try {
      const url = new URL(request.url, "http://site");
      if (url.pathname.startsWith("/js/")) {
        const file = await readFile(join(resources, normalize(url.pathname)));
        response.writeHead(200, { "Content-Type": "text/javascript" }).end(file);
        return;
      }
      const said = await answer(request, url, await bodyOf(request));
      const text = said.text ?? (said.body === undefined ? "" : JSON.stringify(said.body));
      response.writeHead(said.status, { "Content-Type": "application/json", ...said.headers }).end(text);
    } catch (failure) {
      console.error(failure);
      response.writeHead(failure.code === "ENOENT" ? 404 : 500).end();
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString();
  return text === "" ? undefined : JSON.parse(text);
}
