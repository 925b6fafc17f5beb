using NodaTime;
using Spillway.App.Console.Texts;

namespace Spillway.Tests.App.Console;

/// <summary>Who reads in tests: in English and in Chinese, in UTC.</summary>
internal static class Readers
{
    public static readonly ConsoleTexts Texts = ConsoleTexts.Embedded();

    public static readonly Reader English = new(Texts, "en", DateTimeZone.Utc, IsDark: true);

    public static readonly Reader Chinese = new(Texts, "zh-CN", DateTimeZone.Utc, IsDark: true);
}
