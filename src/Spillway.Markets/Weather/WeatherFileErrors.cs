using Spillway.Engine;

namespace Spillway.Markets.Weather;

/// <summary>What is refused of weather files.</summary>
public static class WeatherFileErrors
{
    /// <summary>The header is not a weather file's.</summary>
    public static readonly ErrorCode NotAWeatherFile = new(
        "SW2341", "Not a weather file", "Give a CSV with the columns hour_start_utc, temperature_c and, where it holds forecasts, known_utc.");

    /// <summary>A temperature that no place has, such as one in Fahrenheit.</summary>
    public static readonly ErrorCode ImpossibleTemperature = new(
        "SW2342", "A temperature is not possible", "Give degrees Celsius from -90 to 60, (F - 32) ÷ 1.8 of Fahrenheit; leave a missing value blank.");

    /// <summary>A temperature that is not of a whole hour.</summary>
    public static readonly ErrorCode OffHour = new(
        "SW2343", "A temperature does not start on the hour", "Give one row an hour with its start in UTC; average shorter steps.");

    /// <summary>Two rows of one hour, known at the same time, say different things.</summary>
    public static readonly ErrorCode RowsDisagree = new(
        "SW2344", "Two temperatures of one hour disagree", "Keep the one that holds, or say in known_utc when each of them was known.");
}
