namespace Spillway.Engine.Forecasts;

/// <summary>Feature rows cut into few classes per feature, so that a learner can count instead of sort.</summary>
internal sealed class FeatureBins
{
    /// <summary>Classes a feature has at most.</summary>
    public const int Limit = 64;

    private const int Sample = 20000;

    /// <summary>Cuts rows into classes of about equal size.</summary>
    /// <param name="rows">The rows one after another.</param>
    /// <param name="width">Numbers in a row.</param>
    public FeatureBins(float[] rows, int width)
    {
        Width = width;
        Rows = rows.Length / width;
        Bounds = new float[width][];
        int stride = Math.Max(1, Rows / Sample);
        float[] column = new float[(Rows + stride - 1) / stride];
        for (int f = 0; f < width; f++)
        {
            int n = 0;
            for (int i = 0; i < Rows; i += stride)
            {
                column[n++] = rows[(i * width) + f];
            }

            Array.Sort(column, 0, n);
            Bounds[f] = Cut(column, n);
        }

        Classes = new byte[Rows * width];
        for (int i = 0; i < Classes.Length; i++)
        {
            Classes[i] = (byte)ClassOf(Bounds[i % width], rows[i]);
        }
    }

    /// <summary>Numbers in a row.</summary>
    public int Width { get; }

    /// <summary>Rows held.</summary>
    public int Rows { get; }

    /// <summary>Per feature the rising bounds between its classes.</summary>
    public float[][] Bounds { get; }

    /// <summary>The rows' classes one row after another.</summary>
    public byte[] Classes { get; }

    /// <summary>The class of a number: how many bounds it has reached.</summary>
    /// <param name="bounds">Rising bounds.</param>
    /// <param name="number">The number.</param>
    /// <returns>A class from zero to the number of bounds.</returns>
    public static int ClassOf(float[] bounds, float number)
    {
        int low = 0;
        int high = bounds.Length;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (number >= bounds[middle])
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static float[] Cut(float[] sorted, int n)
    {
        float[] bounds = new float[Limit - 1];
        int count = 0;
        for (int j = 1; j < Limit && n > 0; j++)
        {
            float bound = sorted[(int)((long)j * n / Limit)];
            if (bound > sorted[0] && (count == 0 || bound > bounds[count - 1]))
            {
                bounds[count++] = bound;
            }
        }

        return bounds[..count];
    }
}
