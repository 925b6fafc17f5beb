using Spillway.Engine;

namespace Spillway.App.Accounts;

/// <summary>What is refused to whoever did not prove strongly enough who it is.</summary>
public static class FactorErrors
{
    /// <summary>The other provider did not sign somebody in as strongly as is asked for.</summary>
    public static readonly ErrorCode WeakSignIn = new(
        "SW6627", "The provider's sign-in is not strong enough", "Sign in at the provider with a second factor or a passkey; 'acr_values' and 'amr_values' in 'openid.json' say what is asked for.");

    /// <summary>A second factor has to be set up first.</summary>
    public static readonly ErrorCode NoSecondFactor = new(
        "SW6628", "A second factor is needed", "Sign in, set up an authenticator or a passkey on the page Account, and sign in with it. Sheds and stops need none.");
}
