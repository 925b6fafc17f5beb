using Spillway.Engine;

namespace Spillway.Markets.Files;

/// <summary>How much one file may unpack to; what its headers state is not believed, only what really comes out counts.</summary>
internal sealed class UnpackAllowance
{
    private const long Most = 256L << 20;
    private const long MostRatio = 200;
    private const long SmallIsFine = 1 << 20;
    private const int Chunk = 1 << 16;
    private long _taken;

    /// <summary>Unpacks a stream.</summary>
    /// <param name="what">File and member, for the message.</param>
    /// <param name="packed">The unpacking stream.</param>
    /// <param name="used">How many packed bytes have gone in so far.</param>
    /// <param name="into">Where the bytes go.</param>
    /// <exception cref="RefusedException">More comes out than is accepted; it is refused while it comes.</exception>
    public void Take(string what, Stream packed, Func<long> used, Stream into)
    {
        var buffer = new byte[Chunk];
        var length = 0L;
        for (var read = packed.Read(buffer); read > 0; read = packed.Read(buffer))
        {
            length += read;
            _taken += read;
            if (_taken > Most || (length > SmallIsFine && length > Math.Max(used(), 1) * MostRatio))
            {
                throw new RefusedException(
                    MarketFileErrors.TooLarge, $"{what}: {used()} packed bytes have given {length} bytes, and more would come.");
            }

            into.Write(buffer, 0, read);
        }
    }
}
