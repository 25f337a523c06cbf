using System.Data.Common;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>
/// One panel's question: asking again cancels what was asked before, and only the newest answer is kept. While a newer question is
/// under way the older answer stays on the page, so that typing does not make it flicker.
/// </summary>
/// <typeparam name="T">The answer.</typeparam>
public sealed class LatestQuestion<T> : IDisposable
    where T : class
{
    private CancellationTokenSource? _asking;

    public QuestionResult<T> Result { get; private set; } = new(ViewState.Loading);

    public ViewState State => Result.State;

    public string? Message => Result.Message;

    /// <summary>Null unless the state is Ready.</summary>
    public T? Answer => Result.Value;

    /// <summary>True while an answer is awaited.</summary>
    public bool IsAsking => _asking is not null;

    /// <summary>Asks; completes when answered, refused, failed or replaced by a newer question.</summary>
    /// <param name="isEmpty">Says whether an answer holds nothing to show.</param>
    public async Task AskAsync(
        Func<CancellationToken, Task<T>> ask,
        Func<T, bool>? isEmpty = null,
        string? emptyMessage = null
    )
    {
        Cancel();
        var asking = _asking = new CancellationTokenSource();

        // Taken now: by the time the pool comes to it, a newer question may have disposed of the source.
        var token = asking.Token;
        if (State is not ViewState.Ready)
        {
            Result = new(ViewState.Loading);
        }

        try
        {
            var result = await QuestionState.AskAsync(() => ask(token));
            if (ReferenceEquals(_asking, asking))
            {
                Result =
                    result.Value is { } answer && isEmpty?.Invoke(answer) == true
                        ? new(ViewState.Empty, Message: emptyMessage)
                        : result;
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // A newer question took its place, or the page was left.
        }
        catch (StoreException broken)
        {
            Fail(asking, broken.Message);
        }
        catch (IOException broken)
        {
            Fail(asking, broken.Message);
        }
        catch (DbException broken)
        {
            Fail(asking, broken.Message);
        }
        finally
        {
            if (ReferenceEquals(_asking, asking))
            {
                _asking = null;
                asking.Dispose();
            }
        }
    }

    /// <summary>Shows an earlier result again, after a question that changed nothing.</summary>
    public void PutBack(QuestionResult<T> earlier) => Result = earlier;

    /// <summary>Forgets the answer: the next question shows as loading.</summary>
    public void Clear()
    {
        Cancel();
        Result = new(ViewState.Loading);
    }

    /// <inheritdoc />
    public void Dispose() => Cancel();

    private void Fail(CancellationTokenSource asking, string why)
    {
        if (ReferenceEquals(_asking, asking))
        {
            Result = new(ViewState.Failed, Message: "The facts could not be read: " + why);
        }
    }

    private void Cancel()
    {
        _asking?.Cancel();
        _asking?.Dispose();
        _asking = null;
    }
}
