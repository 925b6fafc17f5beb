namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>Exponential and logarithm by + − × ÷ alone, so that two machines get the same bits.</summary>
internal static class Portable
{
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;
    private const double InverseLn2 = 1.44269504088896338700;
    private const double SquareRootOf2 = 1.41421356237309504880;
    private const double Largest = 700.0;
    private const int MantissaBits = 52;
    private const long MantissaMask = (1L << MantissaBits) - 1;
    private const int ExponentBias = 1023;
    private const int Terms = 13;
    private const int OddTerms = 21;

    /// <summary>e to a power; powers beyond ±700 count as ±700.</summary>
    public static double Exp(double power)
    {
        var x = Math.Clamp(power, -Largest, Largest);
        var halves = Math.Floor((x * InverseLn2) + 0.5);
        var rest = x - (halves * Ln2High) - (halves * Ln2Low);
        var sum = 1.0;
        for (var term = Terms; term >= 1; term--)
        {
            sum = 1.0 + (rest / term * sum);
        }

        return sum * PowerOfTwo((int)halves);
    }

    /// <summary>Natural logarithm of a normal number above zero.</summary>
    public static double Log(double number)
    {
        Invariant.Holds(number > 1e-300 && number < 1e300);
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)(bits >> MantissaBits) - ExponentBias;
        var mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ((long)ExponentBias << MantissaBits));
        if (mantissa > SquareRootOf2)
        {
            mantissa *= 0.5;
            exponent++;
        }

        var s = (mantissa - 1.0) / (mantissa + 1.0);
        var square = s * s;
        var sum = 0.0;
        for (var odd = OddTerms; odd >= 1; odd -= 2)
        {
            sum = (sum * square) + (1.0 / odd);
        }

        return (exponent * Ln2High) + ((exponent * Ln2Low) + (2.0 * s * sum));
    }

    /// <summary>1 ÷ (1 + e to −x): from 0 to 1, one half at 0.</summary>
    public static double Logistic(double x) => 1.0 / (1.0 + Exp(-x));

    private static double PowerOfTwo(int power) => BitConverter.Int64BitsToDouble((long)(power + ExponentBias) << MantissaBits);
}
