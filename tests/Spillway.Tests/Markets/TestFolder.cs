using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Shouldly;
using Spillway.Engine;
using Spillway.Markets.Files;
using Xunit;

namespace Spillway.Tests.Markets;

/// <summary>A folder that lives as long as a test, with files written for it.</summary>
internal sealed class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-test-");

    public string Root => _folder.FullName;

    public string Home => Path.Combine(Root, "home");

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public ImmutableArray<MarketFile> Read(byte[] bytes) =>
        MarketFileReader.Read(Write("x.bin", bytes), TestContext.Current.CancellationToken);

    public ImmutableArray<MarketFile> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public MarketFile One(byte[] bytes) => Read(bytes).ShouldHaveSingleItem();

    public MarketFile One(string text) => One(Encoding.UTF8.GetBytes(text));

    /// <summary>The refusal, whose message must name the file and say what to do.</summary>
    public string Refused(byte[] bytes, ErrorCode code)
    {
        var refusal = Should.Throw<RefusedException>(() => Read(bytes));
        refusal.Code.ShouldBe(code, refusal.Message);
        refusal.Message.ShouldContain("x.bin");
        refusal.Message.ShouldContain(code.Remedy);
        return refusal.Message;
    }

    public string Refused(string text, ErrorCode code) => Refused(Encoding.UTF8.GetBytes(text), code);

    public void Dispose() => _folder.Delete(recursive: true);

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    public static byte[] Zip(params (string Name, byte[] Bytes)[] members)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, bytes) in members)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }
}
