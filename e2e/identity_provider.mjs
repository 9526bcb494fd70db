// An identity provider for the tests of the sign-in of staff: oidc-provider with one client, people
// without passwords, and switches for what a test wants of it. Prints its issuer when it listens.
//   node identity_provider.mjs REDIRECT_URI [HOST]
// GET /test/person?sub=…&amr=mfa&groups=a,b   who signs in next; amr and groups may be left out
// GET /test/remove?sub=…                      the provider does not know this person any more
// GET /test/redirect?uri=…                    the portal's address, where it is known only later
// GET /test/rotate                            other signing keys from now on
// GET /test/tamper?with=…                     what is wrong with every ID token; empty: nothing
import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

let [redirectUri, host = "127.0.0.1"] = process.argv.slice(2);
const people = new Map();
let next = { sub: "nobody", amr: [], groups: [] };
let tamper = "";
let key = newKey();
let provider;

function newKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { privateKey, jwk: { ...privateKey.export({ format: "jwk" }), kid: `key-${Date.now()}-${Math.random()}`, use: "sig", alg: "RS256" } };
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The token with one thing wrong. */
function spoil(token) {
  const [head, body] = token.split(".").slice(0, 2).map((part) => JSON.parse(Buffer.from(part, "base64url")));
  const changes = {
    issuer: { iss: "https://elsewhere.example" },
    audience: { aud: "another-portal" },
    nonce: { nonce: "another-nonce" },
    expired: { exp: Math.floor(Date.now() / 1000) - 60 },
  };
  const claims = { ...body, ...changes[tamper] };
  if (tamper === "none") return `${encode({ ...head, alg: "none" })}.${encode(claims)}.`;
  const signed = `${encode(head)}.${encode(claims)}`;
  if (tamper === "unsigned") return `${signed}.`;
  const signer = tamper === "forged" ? newKey() : key;
  return `${signed}.${createSign("RSA-SHA256").update(signed).sign(signer.privateKey, "base64url")}`;
}

function makeProvider(issuer) {
  return new Provider(issuer, {
    clients: [{
      client_id: "portal", client_secret: "a secret of the tests", redirect_uris: [redirectUri],
      grant_types: ["authorization_code", "refresh_token"], response_types: ["code"], id_token_signed_response_alg: "RS256",
    }],
    jwks: { keys: [key.jwk] },
    cookies: { keys: ["a key of the tests"] },
    claims: { openid: ["sub", "acr", "amr", "auth_time", "groups"] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    // As large providers do, whose administrators have agreed for everyone.
    issueRefreshToken: async (_, client) => client.grantTypeAllowed("refresh_token"),
    findAccount: async (_, id) => people.has(id) ? { accountId: id, claims: async () => ({ sub: id, groups: people.get(id).groups }) } : undefined,
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: "portal", accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope("openid offline_access");
      await grant.save();
      return grant;
    },
  });
}

function answerSwitch(url) {
  const value = (name) => url.searchParams.get(name) ?? "";
  const list = (name) => value(name).split(",").filter(Boolean);
  if (url.pathname === "/test/person") {
    next = { sub: value("sub"), amr: list("amr"), groups: list("groups") };
    people.set(next.sub, next);
  } else if (url.pathname === "/test/remove") people.delete(value("sub"));
  else if (url.pathname === "/test/tamper") tamper = value("with");
  else {
    if (url.pathname === "/test/rotate") key = newKey();
    else redirectUri = value("uri");
    provider = makeProvider(provider.issuer);
  }
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (url.pathname.startsWith("/test/")) {
    answerSwitch(url);
    response.end("done\n");
  } else if (url.pathname.startsWith("/interaction/")) {
    const login = { accountId: next.sub, amr: next.amr, remember: false };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  } else {
    if (url.pathname === "/token" && tamper) {
      const end = response.end.bind(response);
      response.end = (body, ...rest) => {
        const answer = JSON.parse(body);
        if (!answer.id_token) return end(body, ...rest);
        const text = JSON.stringify({ ...answer, id_token: spoil(answer.id_token) });
        response.setHeader("content-length", Buffer.byteLength(text));
        return end(text, ...rest);
      };
    }
    provider.callback()(request, response);
  }
});
server.listen(0, "127.0.0.1", () => {
  provider = makeProvider(`http://${host}:${server.address().port}`);
  console.log(provider.issuer);
});
