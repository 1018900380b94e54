using System.Runtime.ExceptionServices;

namespace Matching.Ml.Training;

/// <summary>Numbered pieces of work, done by some threads. A piece depends on its number only, so results do not depend on who did it.</summary>
internal static class WorkBlocks
{
    public static void Run(int count, int threads, Action<int> work)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var i = 0; i < count; i++)
            {
                work(i);
            }

            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        }
        catch (AggregateException several)
        {
            // The first of them, as one thread would have thrown it.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
