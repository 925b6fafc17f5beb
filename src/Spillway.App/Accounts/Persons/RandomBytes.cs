namespace Spillway.App.Accounts.Persons;

/// <summary>Where ids, codes and secrets come from: the system's generator, or a test's.</summary>
/// <param name="count">How many bytes.</param>
/// <returns>That many.</returns>
internal delegate byte[] RandomBytes(int count);
