using System.Text;
using GovernanceDashboard.Planning;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>Takes a change-set file, chosen or pasted.</summary>
public sealed partial class ChangeFileInput : ComponentBase
{
    private const int MostProblems = 20;
    private const long MostBytes = 16 << 20;

    private string _text = "";
    private string? _refusal;

    /// <summary>What was read last; null for nothing.</summary>
    [Parameter]
    public ChangeSetReading? File { get; set; }

    [Parameter]
    public EventCallback<Stream> OnRead { get; set; }

    [Parameter]
    public EventCallback OnRemove { get; set; }

    private async Task ReadFileAsync(InputFileChangeEventArgs args)
    {
        _refusal = null;
        if (args.File.Size > MostBytes)
        {
            _refusal = "The file is over 16 MB: use the command line, whatif --changes FILE.";
            return;
        }

        // A stream from the browser is read asynchronously only.
        using var whole = new MemoryStream();
        await using (var file = args.File.OpenReadStream(MostBytes))
        {
            await file.CopyToAsync(whole);
        }

        whole.Position = 0;
        await OnRead.InvokeAsync(whole);
    }

    private Task ReadTextAsync()
    {
        _refusal = null;
        return OnRead.InvokeAsync(new MemoryStream(Encoding.UTF8.GetBytes(_text)));
    }
}
