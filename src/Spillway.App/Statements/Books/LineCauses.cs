namespace Spillway.App.Statements.Books;

/// <summary>The names of the causes, in files and on screens.</summary>
public static class LineCauses
{
    /// <summary>The name of a cause.</summary>
    /// <param name="cause">The cause.</param>
    /// <returns>Such as <c>now-settled</c>.</returns>
    public static string Of(LineCause cause) => cause switch
    {
        LineCause.Reading => "reading",
        LineCause.Price => "price",
        LineCause.ReadingAndPrice => "reading-and-price",
        LineCause.Award => "award",
        LineCause.AwardAndPrice => "award-and-price",
        LineCause.NowSettled => "now-settled",
        LineCause.NowOpen => "now-open",
        _ => "contract",
    };
}
