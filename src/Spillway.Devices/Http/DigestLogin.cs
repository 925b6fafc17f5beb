using System.Security.Cryptography;
using Spillway.Devices.Wire.Http;

namespace Spillway.Devices.Http;

/// <summary>
/// One machine's digest log-in: asks for a challenge once and uses its nonce until the machine wants another. A wrong password is
/// sent once and then not again for five minutes. One call at a time.
/// </summary>
/// <param name="http">The transport.</param>
/// <param name="credential">The name and the password.</param>
/// <param name="harmless">A page behind the log-in that may be read at any time; the challenge is fetched there, so that no
/// command is sent before it can be answered.</param>
public sealed class DigestLogin(DeviceHttp http, Credential credential, string harmless)
{
    private const int ClientNonceBytes = 16;

    private readonly LoginPause _pause = new(http.Time);
    private DigestChallenge? _challenge;
    private uint _count;
    private bool _isOpen;

    /// <summary>Sends a request, logged in where the machine asks for it.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The page; <see cref="DeviceFaultKind.Unauthorised"/> where the credential was refused.</returns>
    public async ValueTask<DeviceAnswer<DevicePage>> SendAsync(DeviceRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (_pause.Refusal is { } refusal)
        {
            return new(refusal);
        }

        var isKnown = _challenge is not null;
        if (!isKnown && !_isOpen && await ChallengeAsync(request, cancellation).ConfigureAwait(false) is { } fault)
        {
            return new(fault);
        }

        var first = await TryAsync(request, cancellation).ConfigureAwait(false);
        if (first.Value is not { IsUnauthorised: true } page)
        {
            return Accepted(first);
        }

        // An aged nonce is answered once more; so is one that was good before, and the first challenge of a page that was open.
        var next = DigestChallenge.Among(page.Challenges);
        var isWorthAnother = next is not null && (isKnown || _isOpen || next.IsStale) && next.Nonce != _challenge?.Nonce;
        Take(next);
        var second = isWorthAnother ? await TryAsync(request, cancellation).ConfigureAwait(false) : first;
        return second.Value is { IsUnauthorised: true } refused ? new(Refused(request, refused)) : Accepted(second);
    }

    private async ValueTask<DeviceAnswer<DevicePage>> TryAsync(DeviceRequest request, CancellationToken cancellation)
    {
        if (_challenge is null)
        {
            return await http.SendAsync(request, cancellation).ConfigureAwait(false);
        }

        _count++;
        var own = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(ClientNonceBytes));
        var line = DigestAuthorization.Of(_challenge, credential, (request.Method.Method, request.Path), _count, own).ToString();
        return await http.SendAsync(request.WithHeader("Authorization", line), cancellation).ConfigureAwait(false);
    }

    // Web servers of machines drop the connection now and then while they make a challenge: that is asked for twice.
    private async ValueTask<DeviceFault?> ChallengeAsync(DeviceRequest request, CancellationToken cancellation)
    {
        var ask = request with { Method = HttpMethod.Get, Path = harmless, Body = null };
        var first = await http.SendAsync(ask, cancellation).ConfigureAwait(false);
        var answer = first.Fault?.Kind == DeviceFaultKind.Late ? await http.SendAsync(ask, cancellation).ConfigureAwait(false) : first;
        if (answer.Value is not { } page)
        {
            return answer.Fault;
        }

        if (!page.IsUnauthorised)
        {
            _isOpen = true;
            return null;
        }

        Take(DigestChallenge.Among(page.Challenges));
        return _challenge is null ? Refused(ask, page) : null;
    }

    private void Take(DigestChallenge? challenge)
    {
        _challenge = challenge;
        _count = 0;
        _isOpen = false;
    }

    private DeviceAnswer<DevicePage> Accepted(DeviceAnswer<DevicePage> answer)
    {
        if (answer.IsAnswered)
        {
            _pause.Accepted();
        }

        return answer;
    }

    private DeviceFault Refused(DeviceRequest request, DevicePage page)
    {
        Take(null);
        return _pause.Refused(page.Fault(request.ToString()));
    }
}
