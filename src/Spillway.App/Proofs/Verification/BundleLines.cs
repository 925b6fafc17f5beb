using Spillway.App.Proofs.Bundles;
using Spillway.Engine;

namespace Spillway.App.Proofs.Verification;

/// <summary>Reads a file line by line as bytes. What a line gives is good until the next one is read.</summary>
internal sealed class BundleLines : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private readonly Stream _file;
    private byte[] _buffer = new byte[BufferBytes];
    private int _begin;
    private int _end;
    private int _length;

    public BundleLines(string path)
    {
        try
        {
            _file = File.OpenRead(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(ProofErrors.NoBundle, $"'{path}': {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    /// <summary>The line, without its end.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_begin - _length - (IsEnded ? 1 : 0), _length);

    /// <summary>Its number in the file, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Whether it has an end; the last one of a file that was cut off has none.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Whether it is longer than any line of a bundle: then nothing after it is read.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Next()
    {
        if (IsTooLong)
        {
            return false;
        }

        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_begin + searched, _end - _begin - searched).IndexOf((byte)'\n');
            if (at >= 0)
            {
                return Take(searched + at, isEnded: true);
            }

            searched = _end - _begin;
            if (searched > BundleFormat.MostLineBytes)
            {
                IsTooLong = true;
                return Take(searched, isEnded: false);
            }

            if (!Fill())
            {
                return searched > 0 && Take(searched, isEnded: false);
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private bool Take(int length, bool isEnded)
    {
        _length = length;
        _begin += length + (isEnded ? 1 : 0);
        IsEnded = isEnded;
        Number++;
        return true;
    }

    private bool Fill()
    {
        var left = _end - _begin;
        if (left == _buffer.Length)
        {
            Array.Resize(ref _buffer, 2 * _buffer.Length);
        }

        Array.Copy(_buffer, _begin, _buffer, 0, left);
        (_begin, _end) = (0, left);
        var read = _file.Read(_buffer, left, _buffer.Length - left);
        _end += read;
        return read > 0;
    }
}
