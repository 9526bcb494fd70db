//! OpenID Connect: staff sign in with the identity provider of their agency (authorization code
//! flow with PKCE). Everything that the provider says is verified here; which person it is, and
//! what they may do, is decided elsewhere.

mod claims;
mod provider_http;

use std::sync::Arc;
use std::time::Duration;

use model::clock::Clock;
use openidconnect::core::{
    CoreClient, CoreErrorResponseType, CoreIdToken, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreResponseType, CoreTokenResponse,
};
use openidconnect::{
    AuthenticationContextClass, AuthenticationFlow, AuthorizationCode, ClaimsVerificationError,
    ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, IssuerUrl,
    Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, RefreshToken,
    RequestTokenError, Scope, SignatureVerificationError, StandardErrorResponse, TokenResponse,
};
use tokio::sync::RwLock;
use tokio::time::{Instant, timeout};

pub use self::claims::{RequiredClaim, VerifiedIdentity};
use self::claims::{claim_values, decode_payload};
use self::provider_http::{HttpFailure, ProviderHttp};
use crate::ClientError;

/// How long a sign-in waits for the provider, in all of its requests together.
const PROVIDER_TIMEOUT: Duration = Duration::from_secs(10);
/// How long the metadata and the keys of the provider are used. A key that is not among them is
/// looked for at once.
const METADATA_AGE: Duration = Duration::from_secs(3_600);
/// The longest time in seconds since the person proved who they are, where that was asked for
/// again.
const MAX_PROOF_AGE: i64 = 300;

/// Asymmetric signatures only: with `HS256` every holder of the client secret could sign a token,
/// and `none` is no signature.
const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

type ProviderClient = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// When the metadata was read, and the client with it.
type CachedProvider = (Instant, Arc<ProviderClient>);

type TokenError = RequestTokenError<HttpFailure, StandardErrorResponse<CoreErrorResponseType>>;

/// How the portal is known to the provider, and what it requires.
#[derive(Clone)]
pub struct OpenIdSettings {
    pub issuer: String,
    pub client_id: String,
    /// `None` for a public client, which PKCE alone protects.
    pub client_secret: Option<String>,
    /// The address of the portal to which the provider returns.
    pub redirect_url: String,
    /// Scopes beside `openid`.
    pub scopes: Vec<String>,
    pub required: RequiredClaim,
    /// The claim that lists the groups of a person.
    pub groups_claim: String,
}

/// Why a sign-in with the provider did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OpenIdError {
    /// The provider does not answer, or not as a provider does. A retry may help.
    #[error("the identity provider is not available: {0}")]
    Unavailable(String),
    /// The provider refuses the person or the code, or what it says is not to be trusted. The text
    /// is for the operator, and names no person.
    #[error("the identity provider does not vouch for this sign-in: {0}")]
    Refused(String),
}

/// What a browser keeps between the start of a sign-in and its end, and where it is sent.
#[derive(Clone)]
pub struct Authorization {
    pub url: String,
    pub state: String,
    pub nonce: String,
    pub code_verifier: String,
}

/// The client of one identity provider.
#[derive(Clone)]
pub struct OpenIdClient {
    settings: Arc<OpenIdSettings>,
    issuer: IssuerUrl,
    redirect_url: RedirectUrl,
    http: ProviderHttp,
    provider: Arc<RwLock<Option<CachedProvider>>>,
}

/// Omits the client secret, which must not reach a log.
impl std::fmt::Debug for OpenIdClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OpenIdClient")
            .field("issuer", &self.issuer)
            .finish_non_exhaustive()
    }
}

impl OpenIdClient {
    /// Sends no request, so that the portal starts while the provider does not answer.
    ///
    /// # Errors
    /// When an address is none, or the HTTP client cannot be built.
    pub fn new(settings: OpenIdSettings) -> Result<Self, ClientError> {
        let issuer =
            IssuerUrl::new(settings.issuer.clone()).map_err(|_| ClientError::IdentityProvider)?;
        let redirect_url = RedirectUrl::new(settings.redirect_url.clone())
            .map_err(|_| ClientError::IdentityProvider)?;
        Ok(Self {
            settings: Arc::new(settings),
            issuer,
            redirect_url,
            http: ProviderHttp::new()?,
            provider: Arc::default(),
        })
    }

    /// The address of the provider to which the browser is sent, and what the browser keeps. With
    /// `again` the provider asks for the person's credentials even if it knows them.
    ///
    /// # Errors
    /// `Unavailable` when the provider does not answer in time.
    pub async fn begin_sign_in(&self, again: bool) -> Result<Authorization, OpenIdError> {
        let client = within_time(self.provider_client(METADATA_AGE)).await?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut request = client
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .set_pkce_challenge(challenge)
            .add_scopes(self.settings.scopes.iter().cloned().map(Scope::new));
        let required = &self.settings.required;
        // Asked for, so that the provider asks the person for the second factor now, instead of
        // answering with a sign-in that is refused here.
        if required.name == "acr" {
            for value in &required.values {
                request =
                    request.add_auth_context_value(AuthenticationContextClass::new(value.clone()));
            }
        } else if required.name != "amr" {
            request = request.add_extra_param("claims", required.as_claims_request());
        }
        if again {
            request = request.set_max_age(Duration::ZERO);
        }
        let (url, state, nonce) = request.url();
        Ok(Authorization {
            url: url.into(),
            state: state.secret().clone(),
            nonce: nonce.secret().clone(),
            code_verifier: verifier.secret().clone(),
        })
    }

    /// Exchanges the code that the provider sent for an ID token, and verifies it: issuer,
    /// audience, signature, expiry, nonce, and the claim that the agency requires.
    ///
    /// # Errors
    /// `Refused` when any of these is wrong, `Unavailable` when the provider does not answer in
    /// time.
    pub async fn finish_sign_in(
        &self,
        code: &str,
        nonce: &str,
        code_verifier: &str,
        again: bool,
    ) -> Result<VerifiedIdentity, OpenIdError> {
        let nonce = Nonce::new(nonce.to_owned());
        let exchanged = async {
            let client = self.provider_client(METADATA_AGE).await?;
            let answer: CoreTokenResponse = client
                .exchange_code(AuthorizationCode::new(code.to_owned()))
                .map_err(|error| OpenIdError::Unavailable(error.to_string()))?
                .set_pkce_verifier(PkceCodeVerifier::new(code_verifier.to_owned()))
                .request_async(&self.http)
                .await
                .map_err(token_error)?;
            let token = answer
                .id_token()
                .ok_or_else(|| OpenIdError::Refused("there is no ID token".to_owned()))?;
            let identity = self.verify_token(client, token, Some(&nonce)).await?;
            Ok::<_, OpenIdError>((identity, refresh_token(&answer)))
        };
        let (identity, refresh_token) = within_time(exchanged).await?;
        if !identity.meets_requirement {
            return Err(OpenIdError::Refused(format!(
                "the claim {} has none of the required values",
                self.settings.required.name
            )));
        }
        // The time of the provider, by which the expiry of the token was verified too.
        let now = Clock::System.now().as_second();
        if again && !identity.proved_within(MAX_PROOF_AGE, now) {
            return Err(OpenIdError::Refused(
                "the person was not asked for their credentials again".to_owned(),
            ));
        }
        Ok(VerifiedIdentity {
            refresh_token,
            ..identity
        })
    }

    /// Asks the provider whether a person who has signed in may still do so. The claims are those
    /// of the new ID token, `None` where the provider sends none.
    ///
    /// # Errors
    /// `Refused` when the person may not any more, `Unavailable` when the provider does not answer
    /// in time or refuses the portal itself.
    pub async fn check_again(
        &self,
        refresh: &str,
    ) -> Result<(Option<VerifiedIdentity>, Option<String>), OpenIdError> {
        let token = RefreshToken::new(refresh.to_owned());
        let checked = async {
            let client = self.provider_client(METADATA_AGE).await?;
            let answer: CoreTokenResponse = client
                .exchange_refresh_token(&token)
                .map_err(|error| OpenIdError::Unavailable(error.to_string()))?
                .request_async(&self.http)
                .await
                .map_err(token_error)?;
            let identity = match answer.id_token() {
                // Without a nonce: this token was asked for by the portal, and came from no
                // browser.
                Some(token) => Some(self.verify_token(client, token, None).await?),
                None => None,
            };
            Ok::<_, OpenIdError>((identity, refresh_token(&answer)))
        };
        within_time(checked).await
    }

    /// The claims of a token whose signature and times are right. A key that is not known is looked
    /// up again once: providers replace their keys at any time.
    async fn verify_token(
        &self,
        client: Arc<ProviderClient>,
        token: &CoreIdToken,
        nonce: Option<&Nonce>,
    ) -> Result<VerifiedIdentity, OpenIdError> {
        let mut checked = check_token(&client, token, nonce);
        if matches!(
            checked,
            Err(ClaimsVerificationError::SignatureVerification(
                SignatureVerificationError::NoMatchingKey
            ))
        ) {
            let client = self.provider_client(Duration::ZERO).await?;
            checked = check_token(&client, token, nonce);
        }
        // The error tells what was expected and found, such as an issuer, and no secret.
        let subject = checked.map_err(|error| OpenIdError::Refused(error.to_string()))?;
        let payload = decode_payload(&token.to_string())
            .ok_or_else(|| OpenIdError::Refused("the claims cannot be read".to_owned()))?;
        Ok(VerifiedIdentity {
            issuer: self.issuer.as_str().to_owned(),
            subject,
            groups: claim_values(&payload, &self.settings.groups_claim),
            meets_requirement: self.settings.required.is_met_by(&payload),
            names_requirement: payload.get(&self.settings.required.name).is_some(),
            proved_at: payload.get("auth_time").and_then(serde_json::Value::as_i64),
            refresh_token: None,
        })
    }

    /// The client with the metadata and keys of the provider, which are at most `max_age` old.
    async fn provider_client(&self, max_age: Duration) -> Result<Arc<ProviderClient>, OpenIdError> {
        if let Some((at, client)) = self.provider.read().await.as_ref()
            && at.elapsed() < max_age
        {
            return Ok(client.clone());
        }
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &self.http)
            .await
            .map_err(|error| OpenIdError::Unavailable(error.to_string()))?;
        let settings = &self.settings;
        let client = Arc::new(
            CoreClient::from_provider_metadata(
                metadata,
                ClientId::new(settings.client_id.clone()),
                settings.client_secret.clone().map(ClientSecret::new),
            )
            .set_redirect_uri(self.redirect_url.clone()),
        );
        *self.provider.write().await = Some((Instant::now(), client.clone()));
        Ok(client)
    }
}

/// Verifies issuer, audience, signature, expiry and nonce; returns the subject.
fn check_token(
    client: &ProviderClient,
    token: &CoreIdToken,
    nonce: Option<&Nonce>,
) -> Result<String, ClaimsVerificationError> {
    let verifier = client.id_token_verifier().set_allowed_algs(ALGORITHMS);
    let claims = match nonce {
        Some(nonce) => token.claims(&verifier, nonce)?,
        None => token.claims(&verifier, |_: Option<&Nonce>| Ok::<(), String>(()))?,
    };
    Ok(claims.subject().as_str().to_owned())
}

fn refresh_token(answer: &CoreTokenResponse) -> Option<String> {
    answer.refresh_token().map(|token| token.secret().clone())
}

async fn within_time<T>(
    answer: impl Future<Output = Result<T, OpenIdError>>,
) -> Result<T, OpenIdError> {
    timeout(PROVIDER_TIMEOUT, answer)
        .await
        .unwrap_or_else(|_| Err(OpenIdError::Unavailable("no answer in time".to_owned())))
}

fn token_error(error: TokenError) -> OpenIdError {
    match error {
        RequestTokenError::ServerResponse(answer) => match answer.error() {
            // The portal's own fault, such as a client secret that has expired: it says nothing
            // about the person.
            CoreErrorResponseType::InvalidClient
            | CoreErrorResponseType::UnauthorizedClient
            | CoreErrorResponseType::UnsupportedGrantType => {
                OpenIdError::Unavailable(answer.error().to_string())
            }
            other => OpenIdError::Refused(other.to_string()),
        },
        RequestTokenError::Request(error) => OpenIdError::Unavailable(error.to_string()),
        // Not the answer itself, which holds tokens.
        RequestTokenError::Parse(error, _) => OpenIdError::Refused(error.path().to_string()),
        RequestTokenError::Other(error) => OpenIdError::Refused(error),
    }
}
