using GovernanceDashboard.Access;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Controls;

/// <summary>How much of a table somebody can read.</summary>
public sealed partial class LevelChip : ComponentBase
{
    [Parameter, EditorRequired]
    public AccessLevel Level { get; set; }

    /// <summary>The level could be higher, should a condition hold that cannot be known; marked with a question mark.</summary>
    [Parameter]
    public bool IsConditional { get; set; }

    /// <summary>False where all that is read is a view's: how much of the table it shows is not known.</summary>
    [Parameter]
    public bool IsKnown { get; set; } = true;

    public static string TextOf(AccessLevel level) =>
        level switch
        {
            AccessLevel.None => "None",
            AccessLevel.MetadataOnly => "Metadata only",
            AccessLevel.TableOnly => "Table only",
            AccessLevel.Partial => "Partial",
            AccessLevel.Full => "Full",
        };

    private string Css => IsKnown ? Level.ToString().ToLowerInvariant() : "partial";

    private string Meaning =>
        !IsKnown ? "Read through a view: which columns of the table it shows is not known" : LevelMeaning;

    private string LevelMeaning =>
        (
            Level switch
            {
                AccessLevel.None => "Not even visible",
                AccessLevel.MetadataOnly => "Visible, nothing can be read",
                AccessLevel.TableOnly => "No column can be read; rows can be counted",
                AccessLevel.Partial => "Some columns can be read",
                AccessLevel.Full => "Every column can be read",
            }
        ) + (IsConditional ? "; possibly more, depending on a condition that cannot be known from here" : "");
}
