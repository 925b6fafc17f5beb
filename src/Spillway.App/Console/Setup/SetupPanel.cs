using System.Globalization;
using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Console.Texts;
using Spillway.Engine;

namespace Spillway.App.Console.Setup;

/// <summary>A section of the set-up page: what each needs, and how each says that it was refused.</summary>
public abstract class SetupPanel : ComponentBase
{
    /// <summary>What the page stands in.</summary>
    [Inject]
    public DeskRoom Room { get; set; } = null!;

    /// <summary>Who may do what.</summary>
    [Inject]
    public Gate Gate { get; set; } = null!;

    /// <summary>Who reads.</summary>
    [CascadingParameter]
    public Reader Reader { get; set; } = null!;

    /// <summary>Who is signed in.</summary>
    [Parameter]
    [EditorRequired]
    public Actor Who { get; set; } = null!;

    /// <summary>Ends with the page.</summary>
    [Parameter]
    public CancellationToken Closed { get; set; }

    /// <summary>Why the last deed was refused; null where it was not.</summary>
    protected string? Fault { get; set; }

    /// <summary>What the last deed came to; null before one.</summary>
    protected string? Done { get; set; }

    /// <summary>Whether a deed is on its way.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Whether the signed-in person may do something.</summary>
    /// <param name="what">What.</param>
    protected bool May(DeskAction what) => Gate.Allows(Who with { Groups = [] }, what);

    /// <summary>Does something, and keeps what was refused for the page to say.</summary>
    /// <param name="work">What.</param>
    protected async Task DoAsync(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (IsBusy)
        {
            // A second press, before the page was drawn with the button off.
            return;
        }

        (Fault, Done, IsBusy) = (null, null, true);
        try
        {
            await work();
        }
        catch (RefusedException refusal)
        {
            Fault = SetupWords.Of(Reader, refusal);
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>A whole number without thousands' marks.</summary>
    /// <param name="number">The number.</param>
    protected static string Plain(long number) => number.ToString(CultureInfo.InvariantCulture);
}
