using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Spillway.Devices.Http;
using Spillway.Devices.Miners;
using Spillway.Devices.Miners.Answers;
using Spillway.Engine;

namespace Spillway.Devices.Discovery;

/// <summary>One address: what was asked of it and what it said, one question after the other.</summary>
internal sealed partial class Visit(ScanLines lines, DeviceEndpoint endpoint)
{
    private const int MostLetters = 120;
    private const int MostQuoted = 50;

    private readonly List<(string Name, ReadOnlyMemory<byte> Bytes)> _answers = [];
    private readonly HashSet<Question> _asked = [];
    private string? _hint;

    public DeviceEndpoint Endpoint => endpoint;

    /// <summary>What the machine says of itself so far.</summary>
    public MinerReading Reading { get; private set; } = MinerReading.Unrecognised;

    public string? Mac { get; private set; }

    public string? Serial { get; private set; }

    /// <summary>What was heard or went wrong last, for an address that is not recognised.</summary>
    public string Remark { get; private set; } = "";

    /// <summary>Whether a whole answer of any kind came.</summary>
    public bool HasSpoken { get; private set; }

    /// <summary>Whether somebody took a connection and said nothing; one that is cut at once does not count, since that is what
    /// a network gives where there is no device.</summary>
    public bool IsSilent { get; private set; }

    public bool IsComplete => Reading.Family is not null && Reading.Model is not null && Mac is not null;

    public Task<PortState> TryAsync(int port, CancellationToken cancellation) => lines.TryAsync(endpoint, port, cancellation);

    /// <summary>Asks and takes the answer in.</summary>
    /// <returns>Why there is none; null where one came.</returns>
    public async Task<DeviceFault?> AskAsync(Question question, CancellationToken cancellation)
    {
        _asked.Add(question);
        if (question.Request is { } request)
        {
            var heard = await lines.AskAsync(endpoint, question.Port, Encoding.UTF8.GetBytes(request), cancellation).ConfigureAwait(false);
            return heard.IsAnswered ? Hear(question, heard.Value.Bytes) : Missed(question, heard.Fault);
        }

        var page = await lines.AskAsync(question.ToRequest(endpoint), cancellation).ConfigureAwait(false);
        return page.IsAnswered ? Hear(question, page.Value) : Missed(question, page.Fault);
    }

    public bool WasAsked(Question question) => _asked.Contains(question);

    /// <summary>Reads all answers so far.</summary>
    public T Read<T>(Func<MinerAnswers, T> read)
    {
        using var opened = MinerAnswers.Of(_answers);
        return read(opened);
    }

    /// <summary>Whether nobody was there after all: the connection did not stand, or was cut at once.</summary>
    public static bool IsNobody(DeviceFault fault) =>
        fault.Kind == DeviceFaultKind.Unreachable || (fault.Kind == DeviceFaultKind.Late && fault.Detail.Contains(nameof(SocketError.ConnectionReset), StringComparison.Ordinal));

    public async Task<DeviceFault?> AskFramedAsync(int port, string command, CancellationToken cancellation)
    {
        var heard = await lines.AskFramedAsync(endpoint, port, $$"""{"cmd":"{{command}}"}""", cancellation).ConfigureAwait(false);
        var question = new Question(port, command);
        return heard.IsAnswered ? Hear(question, heard.Value.Bytes) : Missed(question, heard.Fault);
    }

    /// <summary>Tries a factory credential, once.</summary>
    public async Task<PasswordState> TryPasswordAsync(FactoryCredential factory, CancellationToken cancellation)
    {
        if (factory.IsCall)
        {
            var fault = await lines.LogInAsync(endpoint, new(factory.User, factory.Password), cancellation).ConfigureAwait(false);
            return fault is null ? PasswordState.Factory : fault.Kind == DeviceFaultKind.Unauthorised ? PasswordState.Changed : PasswordState.NotTried;
        }

        var request = factory.Page.ToRequest(endpoint);
        var page = factory.User.Length > 0
            ? await lines.AskAsync(request, new Credential(factory.User, factory.Password), cancellation).ConfigureAwait(false)
            : await lines.AskAsync(request, cancellation).ConfigureAwait(false);
        if (page.Value is { IsOk: true } opened && factory.IsTaken(opened.Body.Span))
        {
            if (factory.User.Length > 0)
            {
                Hear(factory.Page, opened.Body);
            }

            return PasswordState.Factory;
        }

        var isRefused = page.Fault?.Kind == DeviceFaultKind.Unauthorised || page.Value is { IsUnauthorised: true };
        return isRefused ? PasswordState.Changed : PasswordState.NotTried;
    }

    /// <summary>Waits before a device that broke off is asked again.</summary>
    public Task BackOffAsync(CancellationToken cancellation) => Task.Delay(lines.Options.BackOff, lines.Time, cancellation);

    /// <summary>Takes a page in.</summary>
    internal DeviceFault? Hear(Question question, DevicePage page)
    {
        _hint ??= WebHints.Of(page);
        if (page.IsOk)
        {
            return Hear(question, page.Body);
        }

        HasSpoken = true;
        Read();
        return Missed(question, page.Fault(question.Name));
    }

    /// <summary>Takes an answer in. One that cannot be opened is left out, so that the others still count.</summary>
    internal DeviceFault? Hear(Question question, ReadOnlyMemory<byte> bytes)
    {
        HasSpoken = true;
        var answer = ($"{endpoint.Address}:{endpoint.Port(question.Port)} {question.Name}", bytes);
        try
        {
            MinerDecoder.Decode([answer], null);
        }
        catch (RefusedException refusal)
        {
            return Missed(question, new(DeviceFaultKind.Malformed, refusal.What));
        }

        _answers.Add(answer);
        Read();
        Remark = $"Port {endpoint.Port(question.Port)} says '{Short(Encoding.UTF8.GetString(bytes.Span[..Math.Min(bytes.Length, MostQuoted)]))}'.";
        return null;
    }

    private void Read()
    {
        if (_hint is null && _answers.Count == 0)
        {
            return;
        }

        var reading = MinerDecoder.Decode(_answers, null);
        Reading = reading.Family is null && _hint is not null ? MinerDecoder.Decode(_answers, _hint) : reading;
        Mac = Reading.Mac is { } mac && MacText().IsMatch(mac) && mac is not ("00:00:00:00:00:00" or "FF:FF:FF:FF:FF:FF") ? mac : null;
        Serial = Short(Read(MachineSerial.Of));
    }

    private DeviceFault Missed(Question question, DeviceFault fault)
    {
        _hint ??= WebHints.Of(fault);
        if (_hint is not null)
        {
            Read();
        }

        IsSilent |= fault.Kind == DeviceFaultKind.Late && !IsNobody(fault);
        HasSpoken |= fault.Kind is DeviceFaultKind.Malformed or DeviceFaultKind.TooLarge or DeviceFaultKind.Redirected;
        Remark = $"Port {endpoint.Port(question.Port)}, {question.Name}: {Short(fault.Detail)}";
        return fault;
    }

    /// <summary>A device's words, short and without signs that could steer a terminal.</summary>
    internal static string? Short(string? words)
    {
        if (words is null)
        {
            return null;
        }

        var plain = string.Concat(words.Select(sign => char.IsControl(sign) || char.IsSurrogate(sign) || char.GetUnicodeCategory(sign) == UnicodeCategory.Format ? ' ' : sign)).Trim();
        return plain.Length <= MostLetters ? plain : plain[..MostLetters] + "…";
    }

    [GeneratedRegex("^([0-9A-F]{2}:){5}[0-9A-F]{2}$")]
    private static partial Regex MacText();
}
