using System.IO.Compression;
using CsCheck;
using Shouldly;
using Spillway.Devices.Http;
using Xunit;

namespace Spillway.Tests.Devices.Http;

/// <summary>Bodies that say they are compressed, damaged at random: unpacked up to the limit, or refused.</summary>
public sealed class BodyFuzzTests
{
    private const int MostBytes = 4_096;

    private static readonly string[] _codings = ["", "identity", "gzip", "x-gzip", "deflate", "br", "gzip, deflate"];

    private static readonly byte[][] _bodies = [.. Fuzz.Seeds(Answers), Packed(stream => new GZipStream(stream, CompressionLevel.Fastest), 1), Packed(stream => new ZLibStream(stream, CompressionLevel.Fastest), 1), Packed(stream => new GZipStream(stream, CompressionLevel.Fastest), 1_000)];

    private const string Answers = """{"power":15.2,"hashRate":612.5}""";

    [Fact]
    public async Task Damaged_bodies_are_unpacked_or_refused()
    {
        // One at a time: what is awaited here is never waited for.
        var bodies = Gen.Select(Fuzz.Damaged(_bodies), Gen.Int[0, _codings.Length - 1]);
        Fuzz.Try(bodies, 300, input => Read(input.Item1, _codings[input.Item2]));
        (await BoundedBody.ReadAsync(Content(_bodies[3], "gzip"), MostBytes, TestContext.Current.CancellationToken)).Fault!.Kind.ShouldBe(Spillway.Devices.DeviceFaultKind.TooLarge);
    }

    private static void Read(byte[] bytes, string coding)
    {
        using var content = Content(bytes, coding);
        try
        {
            var (value, fault) = BoundedBody.ReadAsync(content, MostBytes, CancellationToken.None).AsTask().GetAwaiter().GetResult();
            Sound.Fault(fault);
            Sound.Holds(value is null != fault is null && (value?.Length ?? 0) <= MostBytes, "a body within the limit or why there is none");
        }
        catch (IOException)
        {
            // The transport tells it as a connection that broke off.
        }
    }

    private static ByteArrayContent Content(byte[] bytes, string coding)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentLength = null;
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        return content;
    }

    private static byte[] Packed(Func<Stream, Stream> packing, int times)
    {
        using var packed = new MemoryStream();
        using (var stream = packing(packed))
        {
            for (var time = 0; time < times; time++)
            {
                stream.Write(System.Text.Encoding.UTF8.GetBytes(Answers));
            }
        }

        return packed.ToArray();
    }
}
