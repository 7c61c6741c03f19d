using System.Security.Cryptography;

namespace EmotionVoice.Edge.Api.Streams;

/// <summary>How far a stream has come; goes on in the next connection with the same token.</summary>
internal sealed class StreamCourse(string token, string who)
{
    private Action? _end;

    public string Token => token;

    public string Who => who;

    /// <summary>Number of the newest window, those without a result included.</summary>
    public long Seq { get; set; }

    /// <summary>Samples that were heard.</summary>
    public long Samples { get; set; }

    /// <summary>When somebody was last connected.</summary>
    public DateTimeOffset Used { get; set; }

    /// <summary>A connection begins, and one that was there before ends: its client is gone, though nobody noticed.</summary>
    public void Begin(Action end) => Interlocked.Exchange(ref _end, end)?.Invoke();
}

/// <summary>Streams that may go on after a reconnect, each its client's own. The longest unused goes when there are many, and any after five minutes. Any thread.</summary>
internal sealed class StreamCourses(TimeProvider clock)
{
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(5);

    private const int Most = 256;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, StreamCourse> _courses = [];

    /// <summary>A stream from its beginning.</summary>
    public StreamCourse Begin(string who)
    {
        StreamCourse course = new(RandomNumberGenerator.GetHexString(32, lowercase: true), who);
        lock (_lock)
        {
            Use(course);
            _courses.Add(course.Token, course);
            while (_courses.Count > Most)
                _courses.Remove(_courses.MinBy(pair => pair.Value.Used).Key);
        }

        return course;
    }

    /// <summary>The stream with that token; null when it isn't known, or another client's.</summary>
    public StreamCourse? Resume(string token, string who)
    {
        lock (_lock)
        {
            if (!_courses.TryGetValue(token, out StreamCourse? course) || course.Who != who || course.Used <= clock.GetUtcNow() - Memory)
                return null;
            Use(course);
            return course;
        }
    }

    /// <summary>Somebody is connected to it, or was just now.</summary>
    public void Use(StreamCourse course) => course.Used = clock.GetUtcNow();
}
