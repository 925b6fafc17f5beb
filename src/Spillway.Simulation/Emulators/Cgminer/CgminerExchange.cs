using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>One exchange of cgminer's language: one request in one packet, the answer, one NUL, close.</summary>
public static class CgminerExchange
{
    /// <summary>As much of a request as cgminer reads. Unit: bytes.</summary>
    public const int MostRequestBytes = 4095;

    private static readonly TimeSpan _requestWithin = TimeSpan.FromSeconds(60);

    /// <summary>Serves one exchange.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="answer">Answers the request's text; what it returns is sent with a NUL behind it, null sends nothing.</param>
    /// <param name="cancellation">The host stops.</param>
    /// <returns>When the connection is to be closed.</returns>
    public static async Task ServeAsync(ConnectionContext connection, Func<string, string?> answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(answer);
        if (await ReadRequestAsync(connection, cancellation).ConfigureAwait(false) is not { } request || answer(request) is not { } text)
        {
            return;
        }

        var output = connection.Transport.Output;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length) + 1;
        var written = Encoding.UTF8.GetBytes(text, output.GetSpan(most));
        output.GetSpan(most)[written] = 0;
        output.Advance(written + 1);
        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<string?> ReadRequestAsync(ConnectionContext connection, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_requestWithin);
        var input = connection.Transport.Input;

        // cgminer itself receives once and takes what came; so does this.
        var read = await input.ReadAsync(patience.Token).ConfigureAwait(false);
        var buffer = read.Buffer;
        var text = buffer.IsEmpty ? null : Encoding.UTF8.GetString(buffer.Slice(0, Math.Min(buffer.Length, MostRequestBytes)));
        input.AdvanceTo(buffer.End);
        return text;
    }
}
