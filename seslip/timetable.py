"""What the clock asks for, and when: seconds between two times, or the hour of the day."""

from celery.schedules import crontab


def timetable(*, sweep_every: float) -> dict[str, dict]:
    return {
        "publish-due": {"task": "newsletters.tasks.publish_due", "schedule": 60.0},
        "forget-old": {"task": "seslip.people.tasks.forget_old", "schedule": crontab(hour=3, minute=30)},
        "ask-for-reviews": {
            "task": "seslip.people.tasks.ask_for_reviews",
            "schedule": crontab(hour=4, minute=30),
        },
        "hand-over": {"task": "seslip.people.tasks.hand_over", "schedule": crontab(hour=0, minute=30)},
        "send-letters": {"task": "newsletters.tasks.send_letters", "schedule": 60.0},
        "fetch-bounces": {"task": "newsletters.tasks.fetch_bounces", "schedule": 600.0},
        "sweep": {"task": "seslip.jobs.tasks.sweep", "schedule": sweep_every},
        "seal-record": {"task": "seslip.audit.tasks.seal", "schedule": 600.0},
        "drop-old-record": {"task": "seslip.audit.tasks.drop_old", "schedule": crontab(hour=3, minute=45)},
        "verify-record": {"task": "seslip.audit.tasks.verify_record", "schedule": crontab(hour=4, minute=15)},
        "forget-old-pdfs": {
            "task": "seslip.jobs.tasks.forget_old_pdfs",
            "schedule": crontab(hour=3, minute=15),
        },
        "forget-old-packs": {"task": "networks.peer_challenge.tasks.forget_old_packs", "schedule": 3600},
        "forget-old-jobs": {
            "task": "seslip.jobs.tasks.forget_old_jobs",
            "schedule": crontab(hour=3, minute=20),
        },
    }
