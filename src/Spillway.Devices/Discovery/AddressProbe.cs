using System.Collections.Immutable;

namespace Spillway.Devices.Discovery;

/// <summary>The questions to one address in the order that upsets devices least: a mere connection first, then the cheapest
/// reading command, then pages, then what only this family answers.</summary>
internal static class AddressProbe
{
    private const int MinerPort = 4028;
    private const int WebPort = 80;
    private const int ModbusPort = 502;
    private const int NewWhatsMinerPort = 4433;
    private const int OtherWebPort = 8080;

    // Firmware that answers in cgminer's language elsewhere.
    private static readonly ImmutableArray<int> _otherMinerPorts = [4029, 8889];

    private static readonly ImmutableArray<Question> _pages =
        [Question.Page("/"), Question.Page("/api/system/info"), Question.Page("/api/v1/info"), Question.Page("/api/v1/system"), Question.Page("/rpc/Shelly.GetDeviceInfo")];

    // Families that a bare version answer can only guess: their statistics name the firmware that replaced the maker's.
    private static readonly ImmutableHashSet<string> _guessed = ["antminer", "cgminer"];

    /// <summary>Visits one address.</summary>
    /// <returns>What answered; null where nobody did.</returns>
    public static async Task<Sighting?> VisitAsync(ScanLines lines, DeviceEndpoint endpoint, CancellationToken cancellation)
    {
        var visit = new Visit(lines, endpoint);
        var sighted = new SightedDevice(visit);
        using var limit = new CancellationTokenSource(lines.Options.Device, lines.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            await AskAllAsync(lines, visit, sighted, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            sighted.IsCutShort = true;
        }

        return sighted.Sighting();
    }

    private static async Task AskAllAsync(ScanLines lines, Visit visit, SightedDevice sighted, CancellationToken cancellation)
    {
        var miner = await visit.TryAsync(MinerPort, cancellation).ConfigureAwait(false);
        if (miner == PortState.Open)
        {
            await AskMinerAsync(visit, cancellation).ConfigureAwait(false);
        }

        var web = visit.IsComplete ? PortState.Quiet : await visit.TryAsync(WebPort, cancellation).ConfigureAwait(false);
        if (web == PortState.Open && visit.Reading.Family is null)
        {
            await AskPagesAsync(visit, sighted, cancellation).ConfigureAwait(false);
        }

        if (visit.Reading.Family is null && sighted.Kind == SightingKind.Unrecognised)
        {
            var modbus = await visit.TryAsync(ModbusPort, cancellation).ConfigureAwait(false);
            if (modbus == PortState.Open)
            {
                await ModbusProbe.AskAsync(lines, visit, sighted, cancellation).ConfigureAwait(false);
            }

            var isHost = miner == PortState.Refused || web == PortState.Refused || modbus == PortState.Refused || visit.HasSpoken || visit.IsSilent;
            if (isHost && sighted.Kind == SightingKind.Unrecognised)
            {
                await AskElsewhereAsync(visit, cancellation).ConfigureAwait(false);
            }
        }

        if (visit.Reading.Family is { } family)
        {
            await AskFamilyAsync(visit, family, (miner, web), cancellation).ConfigureAwait(false);
            sighted.Password = await PasswordAsync(visit, family, lines.Options, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task AskMinerAsync(Visit visit, CancellationToken cancellation)
    {
        var fault = await visit.AskAsync(Question.Command("version"), cancellation).ConfigureAwait(false);
        if (fault is { Kind: DeviceFaultKind.Late } && !Visit.IsNobody(fault))
        {
            // Its one place may have been taken by somebody else's question.
            await visit.BackOffAsync(cancellation).ConfigureAwait(false);
            fault = await visit.AskAsync(Question.Command("version"), cancellation).ConfigureAwait(false);
        }

        if (fault is not null && Visit.IsNobody(fault))
        {
            return;
        }

        if (visit.Reading.Family is null && fault?.Kind is null or DeviceFaultKind.Malformed or DeviceFaultKind.Late)
        {
            // The port may speak HTTP.
            await visit.AskAsync(Question.Page("/summary", MinerPort), cancellation).ConfigureAwait(false);
        }

        if (visit.Reading.Family is null && fault is null)
        {
            await visit.AskAsync(Question.Command("devdetails"), cancellation).ConfigureAwait(false);
        }

        if (visit.Reading.Family is null ? fault is null : _guessed.Contains(visit.Reading.Family))
        {
            await visit.AskAsync(Question.Command("stats"), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task AskPagesAsync(Visit visit, SightedDevice sighted, CancellationToken cancellation)
    {
        foreach (var page in _pages)
        {
            var fault = await visit.AskAsync(page, cancellation).ConfigureAwait(false);
            ShellyIdentity.Read(visit, sighted);
            if (sighted.Kind != SightingKind.Unrecognised || visit.Reading.Family is not null || fault?.Kind is DeviceFaultKind.Late or DeviceFaultKind.Unreachable or DeviceFaultKind.TooLarge)
            {
                return;
            }
        }
    }

    private static async Task AskElsewhereAsync(Visit visit, CancellationToken cancellation)
    {
        if (await visit.TryAsync(NewWhatsMinerPort, cancellation).ConfigureAwait(false) == PortState.Open)
        {
            await visit.AskFramedAsync(NewWhatsMinerPort, "get.device.info", cancellation).ConfigureAwait(false);
        }

        foreach (var port in _otherMinerPorts)
        {
            if (visit.Reading.Family is null && await visit.TryAsync(port, cancellation).ConfigureAwait(false) == PortState.Open)
            {
                await visit.AskAsync(Question.Command("version", port), cancellation).ConfigureAwait(false);
            }
        }

        var isAsked = visit.Endpoint.Port(WebPort) == OtherWebPort;
        if (!isAsked && visit.Reading.Family is null && await visit.TryAsync(OtherWebPort, cancellation).ConfigureAwait(false) == PortState.Open)
        {
            await visit.AskAsync(Question.Page("/", OtherWebPort), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task AskFamilyAsync(Visit visit, string family, (PortState Miner, PortState Web) ports, CancellationToken cancellation)
    {
        foreach (var question in FamilyQuestions.Of(family))
        {
            var isThere = question.Port == MinerPort ? ports.Miner == PortState.Open : ports.Web == PortState.Open;
            if (visit.IsComplete)
            {
                return;
            }

            if (isThere && !visit.WasAsked(question))
            {
                await visit.AskAsync(question, cancellation).ConfigureAwait(false);
            }
        }
    }

    // Each password at most once: what was given, and the maker's where that is asked for.
    private static async Task<PasswordState> PasswordAsync(Visit visit, string family, ScanOptions options, CancellationToken cancellation)
    {
        var state = PasswordState.NotTried;
        if (options.Credentials.TryGetValue(family, out var given) && FactoryCredential.Of(family, given) is { } own)
        {
            state = await visit.TryPasswordAsync(own, cancellation).ConfigureAwait(false) switch
            {
                PasswordState.Factory => PasswordState.Given,
                PasswordState.Changed => PasswordState.GivenRefused,
                var none => none,
            };
        }

        if (!options.ChecksPasswords || FactoryCredential.Of(family, null) is not { } factory)
        {
            return state;
        }

        if (FactoryCredential.Of(family, given) == factory && state != PasswordState.NotTried)
        {
            return state == PasswordState.Given ? PasswordState.Factory : PasswordState.Changed;
        }

        var made = await visit.TryPasswordAsync(factory, cancellation).ConfigureAwait(false);
        return made == PasswordState.Factory || state == PasswordState.NotTried ? made : state;
    }
}
