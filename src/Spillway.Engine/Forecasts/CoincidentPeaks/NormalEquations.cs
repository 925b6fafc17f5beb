namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>Weighted least squares with a ridge, summed in a fixed order and solved without pivoting.</summary>
/// <param name="width">Number of features.</param>
/// <param name="ridge">Added on the diagonal; above zero, so a solution exists.</param>
internal sealed class NormalEquations(int width, double ridge)
{
    private readonly double[] _matrix = new double[width * width];
    private readonly double[] _first = new double[width];
    private readonly double[] _second = new double[width];

    /// <summary>What coefficients make of a row.</summary>
    public static double Answer(double[] coefficients, double[] row)
    {
        var sum = 0.0;
        for (var index = 0; index < row.Length; index++)
        {
            sum += coefficients[index] * row[index];
        }

        return sum;
    }

    /// <summary>Adds an example with two targets.</summary>
    public void Add(ReadOnlySpan<double> row, double weight, double first, double second)
    {
        for (var i = 0; i < width; i++)
        {
            var weighted = row[i] * weight;
            for (var j = 0; j <= i; j++)
            {
                _matrix[(i * width) + j] += weighted * row[j];
            }

            _first[i] += weighted * first;
            _second[i] += weighted * second;
        }
    }

    /// <summary>The coefficients of both targets.</summary>
    public (double[] First, double[] Second) Solve()
    {
        var lower = Factor();
        return (Substitute(lower, _first), Substitute(lower, _second));
    }

    // Cholesky: the matrix is positive definite because of the ridge.
    private double[] Factor()
    {
        var lower = new double[width * width];
        for (var i = 0; i < width; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = _matrix[(i * width) + j] + (i == j ? ridge : 0.0);
                for (var k = 0; k < j; k++)
                {
                    sum -= lower[(i * width) + k] * lower[(j * width) + k];
                }

                lower[(i * width) + j] = i == j ? Math.Sqrt(Math.Max(sum, ridge * 1e-9)) : sum / lower[(j * width) + j];
            }
        }

        return lower;
    }

    private double[] Substitute(double[] lower, double[] target)
    {
        var solution = new double[width];
        for (var i = 0; i < width; i++)
        {
            var sum = target[i];
            for (var k = 0; k < i; k++)
            {
                sum -= lower[(i * width) + k] * solution[k];
            }

            solution[i] = sum / lower[(i * width) + i];
        }

        for (var i = width - 1; i >= 0; i--)
        {
            var sum = solution[i];
            for (var k = i + 1; k < width; k++)
            {
                sum -= lower[(k * width) + i] * solution[k];
            }

            solution[i] = sum / lower[(i * width) + i];
        }

        return solution;
    }
}
