using System.Collections.Immutable;
using Spillway.App.Accounts.Sessions;

namespace Spillway.App.Accounts.SignIns;

/// <summary>An account as the person who has it sees it.</summary>
/// <param name="HasPassword">Whether it has a password.</param>
/// <param name="HasAuthenticator">Whether an authenticator's code is asked after it.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
/// <param name="Passkeys">Its passkeys.</param>
/// <param name="Sessions">Its sessions, the newest first.</param>
/// <param name="IsProven">Whether the person has proven lately who it is.</param>
internal sealed record OwnAccountView(
    bool HasPassword, bool HasAuthenticator, int RecoveryCodes, ImmutableArray<PasskeyView> Passkeys, ImmutableArray<Session> Sessions, bool IsProven);
