namespace Spillway.Devices.Http;

/// <summary>
/// A log-in that a password opens and a token keeps open. The token is asked for once and again when the machine no longer takes it;
/// a wrong password is sent once and then not again for five minutes. One call at a time.
/// </summary>
/// <param name="link">The machine.</param>
/// <param name="ask">Asks for a token; a fault of kind <see cref="DeviceFaultKind.Unauthorised"/> is a wrong password.</param>
/// <param name="carry">Puts the token into a request.</param>
internal sealed class TokenLogin(
    RestLink link, Func<CancellationToken, ValueTask<DeviceAnswer<string>>> ask, Func<DeviceRequest, string, DeviceRequest> carry)
{
    private readonly LoginPause _pause = new(link.Time);
    private string? _token;

    public async ValueTask<DeviceAnswer<DevicePage>> SendAsync(DeviceRequest request, CancellationToken cancellation)
    {
        if (_pause.Refusal is { } refusal)
        {
            return new(refusal);
        }

        // A token ends with its time or with a restart, which is seen only by using it.
        var wasFresh = _token is null;
        var page = await TryAsync(request, cancellation).ConfigureAwait(false);
        if (page.Value is { IsUnauthorised: true } && !wasFresh)
        {
            _token = null;
            page = await TryAsync(request, cancellation).ConfigureAwait(false);
        }

        if (page.Value is { IsUnauthorised: true } refused)
        {
            _token = null;
            return new(_pause.Refused(refused.Fault(request.ToString())));
        }

        return page;
    }

    private async ValueTask<DeviceAnswer<DevicePage>> TryAsync(DeviceRequest request, CancellationToken cancellation)
    {
        if (_token is null)
        {
            var asked = await ask(cancellation).ConfigureAwait(false);
            if (asked.Value is not { } token)
            {
                return new(asked.Fault!.Kind == DeviceFaultKind.Unauthorised ? _pause.Refused(asked.Fault) : asked.Fault);
            }

            _pause.Accepted();
            _token = token;
        }

        // One that cannot be sent back, or at which the machine speaks no HTTP any more, is not kept.
        var answer = await link.SendAsync(carry(request, _token), cancellation).ConfigureAwait(false);
        _token = answer.Fault?.Kind == DeviceFaultKind.Malformed ? null : _token;
        return answer;
    }
}
